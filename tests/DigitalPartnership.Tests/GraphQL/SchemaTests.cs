using DigitalPartnership.GraphQL;
using DigitalPartnership.Tests.Hosting;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Visitors;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.GraphQL;

public sealed class SchemaTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Every_field_can_be_resolved_though_that_is_made_ready_only_when_it_is_asked_for()
    {
        await host.AskAsync("{ __typename }");
        var resolvers = host.Services.GetRequiredService<ISchema>().AllTypes.OfType<IObjectGraphType>().SelectMany(type => type.Fields).Select(field => field.Resolver).OfType<ResolverOnFirstUse>().ToList();

        Assert.InRange(resolvers.Count, 300, 5_000);
        Assert.All(resolvers, resolver => resolver.Make());
    }

    [Fact]
    public async Task The_API_reference_is_the_schema_that_the_host_serves()
    {
        var reference = await File.ReadAllTextAsync(Repository.At("src/DigitalPartnership/schema.graphql"));

        Assert.True(reference == await ServedAsync(),
            "src/DigitalPartnership/schema.graphql is not what the host serves. Read the difference after\n" +
            "dotnet run --no-launch-profile --project src/DigitalPartnership.Api -- schema > src/DigitalPartnership/schema.graphql");
    }

    [Fact]
    public async Task The_API_reference_lists_types_by_name()
    {
        var names = TypesOf(await ServedAsync()).Keys;

        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public async Task Everything_that_the_contract_promises_is_in_the_schema()
    {
        var served = TypesOf(await ServedAsync());
        var contract = TypesOf(await File.ReadAllTextAsync(Repository.At("tests/DigitalPartnership.Tests/GraphQL/contract.graphql")));

        Assert.Empty(contract.Values.SelectMany(promised => served.TryGetValue(promised.Name.StringValue, out var type)
            ? Missing(promised, type)
            : [$"{promised.Kind} {promised.Name}"]));
    }

    [Fact]
    public async Task Everything_in_the_schema_has_a_description()
    {
        var without =
            from type in TypesOf(await ServedAsync()).Values
            from part in PartsOf(type).Append((Name: type.Name.StringValue, Node: type))
            where part.Node is IHasDescriptionNode { Description: var description } && (description is null || description.Value.Span.IsWhiteSpace())
            select part.Name;

        Assert.Empty(without);
    }

    [Fact]
    public async Task Descriptions_keep_nothing_of_the_layout_of_the_code()
    {
        var broken =
            from type in TypesOf(await ServedAsync()).Values
            from part in PartsOf(type).Append((Name: type.Name.StringValue, Node: type))
            where part.Node is IHasDescriptionNode { Description: { } description } && description.Value.Span.ContainsAny("\n\r\t<>")
            select part.Name;

        Assert.Empty(broken);
    }

    /// <summary>What a type lacks of what was promised of it.</summary>
    private static IEnumerable<string> Missing(GraphQLTypeDefinition promised, GraphQLTypeDefinition type)
    {
        if (promised.Kind != type.Kind)
            return [$"{promised.Name} is {type.Kind} and not {promised.Kind}"];
        var parts = PartsOf(type).ToDictionary(part => part.Name, part => Signature(part.Node));
        var missing = PartsOf(promised)
            .Where(part => !parts.TryGetValue(part.Name, out var signature) || signature != Signature(part.Node))
            .Select(part => $"{part.Name}: {Signature(part.Node)}, but {parts.GetValueOrDefault(part.Name, "nothing")}");

        // A client that knows only the contract gives no other argument than those in it.
        var known = PartsOf(promised).Select(part => part.Name).ToHashSet();
        var demanded = PartsOf(type)
            .Where(part => part.Node is GraphQLInputValueDefinition { Type: GraphQLNonNullType, DefaultValue: null } && !known.Contains(part.Name))
            .Where(part => known.Contains(part.Name.Split('(')[0]) || type.Kind is ASTNodeKind.InputObjectTypeDefinition)
            .Select(part => $"{part.Name} is needed without being in the contract");
        return missing.Concat(demanded);
    }

    /// <summary>Fields, arguments, values, members and interfaces of a type, each with a name that is its own.</summary>
    private static IEnumerable<(string Name, ASTNode Node)> PartsOf(GraphQLTypeDefinition type)
    {
        IEnumerable<(string, ASTNode)> own = type switch
        {
            IHasFieldsDefinitionNode { Fields: { } fields } =>
                fields.SelectMany(field => (field.Arguments ?? Enumerable.Empty<GraphQLInputValueDefinition>())
                    .Select(argument => ($"{type.Name}.{field.Name}({argument.Name}:)", (ASTNode)argument)).Prepend(($"{type.Name}.{field.Name}", field))),
            GraphQLInputObjectTypeDefinition { Fields: { } fields } => fields.Select(field => ($"{type.Name}.{field.Name}", (ASTNode)field)),
            GraphQLEnumTypeDefinition { Values: { } values } => values.Select(value => ($"{type.Name}.{value.Name}", (ASTNode)value)),
            GraphQLUnionTypeDefinition { Types: { } members } => members.Select(member => ($"{type.Name} = {member.Name}", (ASTNode)member)),
            _ => [],
        };
        return type is IHasInterfacesNode { Interfaces: { } interfaces }
            ? own.Concat(interfaces.Select(shared => ($"{type.Name} implements {shared.Name}", (ASTNode)shared)))
            : own;
    }

    /// <summary>The type of a field or argument, with the argument's default; of anything else, that it is there.</summary>
    private static string Signature(ASTNode node) => node switch
    {
        GraphQLFieldDefinition field => Printed(field.Type),
        GraphQLInputValueDefinition { DefaultValue: { } value } input => $"{Printed(input.Type)} = {Printed(value)}",
        GraphQLInputValueDefinition input => Printed(input.Type),
        _ => "there",
    };

    private static string Printed(ASTNode node)
    {
        using var text = new StringWriter();
        new SDLPrinter().PrintAsync(node, text).AsTask().GetAwaiter().GetResult();
        return text.ToString().Trim();
    }

    private static Dictionary<string, GraphQLTypeDefinition> TypesOf(string schema) =>
        Parser.Parse(schema).Definitions.OfType<GraphQLTypeDefinition>().ToDictionary(type => type.Name.StringValue);

    private async Task<string> ServedAsync() => await host.Http.GetStringAsync("/graphql?sdl");
}
