using GraphQL;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Ends the checking of a document that is wrong in very many places: its author mends one after the other, and for each error the engine looks for the line and
/// for names that may have been meant.
/// </summary>
internal sealed class ErrorFloodRule : ValidationRuleBase, INodeVisitor
{
    private const int Most = 20;

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(this);

    /// <exception cref="ValidationError">The first of too many.</exception>
    public ValueTask EnterAsync(ASTNode node, ValidationContext context) =>
        context.HasErrors && context.Errors.Count() > Most ? throw context.Errors.First() : default;

    public ValueTask LeaveAsync(ASTNode node, ValidationContext context) => default;

    /// <summary>The result with no more errors than anybody reads, where it was refused as a whole.</summary>
    public static ExecutionResult Shortened(ExecutionResult result)
    {
        if (!result.Executed && result.Errors?.Count > Most)
            result.Errors = [.. result.Errors.Take(Most)];
        return result;
    }
}
