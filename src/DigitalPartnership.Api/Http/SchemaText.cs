using System.Runtime.CompilerServices;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace DigitalPartnership.Api.Http;

/// <summary>The schema as text: types by name, and what is in them in its own order.</summary>
internal static class SchemaText
{
    private static readonly ConditionalWeakTable<ISchema, string> Known = [];

    /// <summary>The text; a schema is printed once.</summary>
    public static string Printed(this ISchema schema) => Known.GetValue(schema, Print);

    private static string Print(ISchema schema)
    {
        var document = schema.ToAST();
        document.Definitions.Sort((one, other) => StringComparer.Ordinal.Compare(NameOf(one), NameOf(other)));
        return new SDLPrinter().Print(document);

        static string NameOf(ASTNode definition) => (definition as INamedNode)?.Name.StringValue ?? "";
    }
}
