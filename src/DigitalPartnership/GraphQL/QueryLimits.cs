using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Complexity;
using GraphQL.Validation.Rules.Custom;
using GraphQLParser.AST;
using Microsoft.Extensions.Configuration;

namespace DigitalPartnership.GraphQL;

/// <summary>How much one request may ask for.</summary>
/// <param name="Depth">How deep fields may be nested.</param>
/// <param name="Cost">How many values the answer may have if every list were as long as asked for.</param>
/// <param name="Selections">How many fields and fragments a document may select, counting a fragment's wherever it is used.</param>
/// <param name="Seconds">How long the execution may take, in seconds.</param>
public sealed record QueryLimits(int Depth, int Cost, int Selections, int Seconds)
{
    /// <summary>Under which name the cost of a request is kept, and told in the answer's extensions.</summary>
    public const string CostKey = "cost";

    // Lists that are not paged are short: names, sources, participations.
    internal const int AverageList = 10;

    /// <summary>Reads the limits from <c>Limits:Depth</c>, <c>Limits:Cost</c>, <c>Limits:Selections</c> and <c>Limits:Seconds</c>.</summary>
    public static QueryLimits From(IConfiguration configuration) => new(
        configuration.GetValue("Limits:Depth", 15),
        configuration.GetValue("Limits:Cost", 1_000_000),
        configuration.GetValue("Limits:Selections", 1_000),
        configuration.GetValue("Limits:Seconds", 15));

    /// <summary>
    /// Refuses a list that is not paged and turns out longer than the cost of the document assumed, where the answer could then
    /// have more values than it may.
    /// </summary>
    /// <exception cref="RequestError">COST_EXCEEDED.</exception>
    internal void RefuseIfTooLong(IResolveFieldContext context, int length)
    {
        if (length <= AverageList || !context.UserContext.TryGetValue(CostKey, out var known) || known is not double assumed)
            return;
        var cost = assumed / AverageList * length;
        if (cost > Cost)
            throw new RequestError("COST_EXCEEDED", $"The list '{context.FieldAst.Name.StringValue}' has {length} items, with which the document can ask for {cost:0} values; {Cost} are allowed. Ask for fewer fields or fewer items.");
    }
}

/// <summary>Refuses a document before it is executed where it is nested too deep or asks for too much.</summary>
internal sealed class QueryLimitRule(QueryLimits limits) : ComplexityValidationRule(Options)
{
    private static new readonly ComplexityOptions Options = new() { DefaultComplexityImpactDelegate = Impact };

    public override ValueTask<INodeVisitor?> GetPostNodeVisitorAsync(ValidationContext context)
    {
        if (context.Operation.Operation is OperationType.Query
            || context.Operation.Operation is OperationType.Mutation && context.Schema.Mutation is not null
            || context.Operation.Operation is OperationType.Subscription && context.Schema.Subscription is not null)
        {
            return base.GetPostNodeVisitorAsync(context);
        }
        context.ReportError(new LimitError("VALIDATION_FAILED", $"This API has no {context.Operation.Operation.ToString().ToLowerInvariant()}s."));
        return default;
    }

    protected override ValueTask ValidateComplexityAsync(ValidationContext context, double totalComplexity, int maxDepth)
    {
        context.UserContext[QueryLimits.CostKey] = totalComplexity;
        if (maxDepth > limits.Depth)
            context.ReportError(new LimitError("DEPTH_EXCEEDED", $"The document is nested {maxDepth} levels deep; {limits.Depth} are allowed."));
        else if (totalComplexity > limits.Cost)
            context.ReportError(new LimitError("COST_EXCEEDED", $"The document can ask for {totalComplexity:0} values; {limits.Cost} are allowed. Ask for shorter lists or fewer fields."));
        return default;
    }

    private static FieldComplexityResult Impact(FieldImpactContext field)
    {
        var isList = field.FieldDefinition.ResolvedType is { } type && (type is ListGraphType || type is NonNullGraphType { ResolvedType: ListGraphType });
        if (!isList || field.ParentType.Name.StartsWith("__", StringComparison.Ordinal) || field.FieldDefinition.Name.StartsWith("__", StringComparison.Ordinal))
            return new FieldComplexityResult(1, 1);
        var isPage = field.ParentType.Name.EndsWith("Connection", StringComparison.Ordinal);
        return new FieldComplexityResult(1, isPage ? PageSize(field.Parent!.Value) : QueryLimits.AverageList);
    }

    private static int PageSize(FieldImpactContext connection) =>
        Asked(connection, "first") ?? Asked(connection, "last") ?? PageArguments.DefaultSize;

    private static int? Asked(FieldImpactContext connection, string argument) =>
        connection.Arguments is { } arguments && arguments.TryGetValue(argument, out var value) && value.Value is int size ? Math.Clamp(size, 0, PageArguments.LargestSize) : null;
}

/// <summary>A document that asks for too much.</summary>
internal sealed class LimitError : ValidationError
{
    public LimitError(string code, string message) : base(message) => Code = code;
}
