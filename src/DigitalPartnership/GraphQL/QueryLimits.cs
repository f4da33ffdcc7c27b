using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Complexity;
using GraphQL.Validation.Rules.Custom;
using GraphQLParser.AST;
using Microsoft.Extensions.Configuration;

namespace DigitalPartnership.GraphQL;

/// <summary>How much one request may ask for.</summary>
/// <param name="Tokens">How many names, signs and values a document may be written with.</param>
/// <param name="Depth">How deep fields may be nested.</param>
/// <param name="Selections">How many fields, fragments, directives and variables a document may have, counting a fragment's wherever it is used.</param>
/// <param name="Aliases">How many of the fields may be renamed, or selected again in the same braces.</param>
/// <param name="RootFields">How many fields an operation may select at its root.</param>
/// <param name="Cost">How many values the answer may have if every list were as long as asked for.</param>
/// <param name="Seconds">How long the execution may take, in seconds.</param>
/// <param name="AnswerBytes">How large the answer may become, in bytes before compression.</param>
public sealed record QueryLimits(int Tokens, int Depth, int Selections, int Aliases, int RootFields, int Cost, int Seconds, int AnswerBytes)
{
    /// <summary>Under which name the cost of a request is kept, and told in the answer's extensions.</summary>
    public const string CostKey = "cost";

    private const string LongerKey = "longer";

    // Lists that are not paged are short: names, sources, participations.
    internal const int AverageList = 10;

    /// <summary>Into how many parts the cost of a subscription is divided: what it asks for at one event may have one of them.</summary>
    private const int Events = 100;

    /// <summary>How many signs a number may have: the time to read one grows with the square of them, and no field has use for many.</summary>
    public const int MostDigits = 100;

    /// <summary>Reads the limits from the settings of their names below <c>Limits</c>, for example <c>Limits:Depth</c>.</summary>
    public static QueryLimits From(IConfiguration configuration) => new(
        Tokens: configuration.GetValue("Limits:Tokens", 10_000),
        Depth: configuration.GetValue("Limits:Depth", 15),
        Selections: configuration.GetValue("Limits:Selections", 1_000),
        Aliases: configuration.GetValue("Limits:Aliases", 200),
        RootFields: configuration.GetValue("Limits:RootFields", 100),
        Cost: configuration.GetValue("Limits:Cost", 1_000_000),
        Seconds: configuration.GetValue("Limits:Seconds", 15),
        AnswerBytes: configuration.GetValue("Limits:AnswerBytes", 20_000_000));

    /// <summary>
    /// Refuses a list that is not paged and turns out longer than the cost of the document assumed, on average where there are many of them, where the
    /// answer could then have more values than it may.
    /// </summary>
    /// <exception cref="RequestError">COST_EXCEEDED.</exception>
    internal void RefuseIfTooLong(IResolveFieldContext context, double length)
    {
        if (length <= AverageList || !context.UserContext.TryGetValue(CostKey, out var known) || known is not double assumed)
            return;
        if (!context.UserContext.TryGetValue(LongerKey, out var noted) || noted is not Dictionary<GraphQLLocation, double> longer)
            context.UserContext[LongerKey] = longer = [];
        longer[context.FieldAst.Location] = length / AverageList;
        var cost = assumed;
        // Lists within long lists are longer all the more.
        for (var field = context; field?.FieldAst is { } asked; field = field.Parent)
            cost *= longer.GetValueOrDefault(asked.Location, 1);
        cost = Math.Ceiling(cost);
        var most = CostOf(context.Operation);
        if (cost > most)
            throw new RequestError("COST_EXCEEDED", $"The list '{context.FieldAst.Name.StringValue}' has {length:0} items, with which the document can ask for {cost:0} values; {most} are allowed. Ask for fewer fields or fewer items.") { Extensions = LimitError.Figures(most, cost) };
    }

    // What is subscribed to is worked out again for every event.
    internal int CostOf(GraphQLOperationDefinition operation) => operation.Operation is OperationType.Subscription ? Cost / Events : Cost;
}

/// <summary>Refuses a document before it is executed where it asks for too much. What the document's text alone tells is refused by <see cref="DocumentReader"/>.</summary>
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
        context.ReportError(new ValidationError($"This API has no {context.Operation.Operation.ToString().ToLowerInvariant()}s.") { Code = "VALIDATION_FAILED" });
        return default;
    }

    protected override ValueTask ValidateComplexityAsync(ValidationContext context, double totalComplexity, int maxDepth)
    {
        context.UserContext[QueryLimits.CostKey] = totalComplexity;
        var most = limits.CostOf(context.Operation);
        if (totalComplexity > most)
            context.ReportError(new LimitError("COST_EXCEEDED", $"The document can ask for {totalComplexity:0} values; {most} are allowed. Ask for shorter lists or fewer fields.", most, totalComplexity));
        return default;
    }

    private static FieldComplexityResult Impact(FieldImpactContext field)
    {
        var isList = field.FieldDefinition.ResolvedType is { } type && (type is ListGraphType || type is NonNullGraphType { ResolvedType: ListGraphType });
        if (!isList)
            return new FieldComplexityResult(1, 1);
        if (field.ParentType.Name.StartsWith("__", StringComparison.Ordinal))
            return new FieldComplexityResult(1, Introspected(field));
        var isPage = field.ParentType.Name.EndsWith("Connection", StringComparison.Ordinal);
        return new FieldComplexityResult(1, isPage ? PageSize(field.Parent!.Value) : Named(field) ?? QueryLimits.AverageList);
    }

    // A list of the records that the document names.
    private static int? Named(FieldImpactContext field) =>
        field.Arguments is { } arguments && arguments.TryGetValue("ids", out var ids) && ids.Value is System.Collections.ICollection named ? named.Count : null;

    // The schema is known: from a type to its fields and on to their types goes round and round.
    private static int Introspected(FieldImpactContext field) => field.FieldDefinition.Name switch
    {
        "types" => field.ValidationContext.Schema.AllTypes.Count,
        "args" => 3,
        _ => QueryLimits.AverageList,
    };

    private static int PageSize(FieldImpactContext connection) =>
        Asked(connection, "first") ?? Asked(connection, "last") ?? PageArguments.DefaultSize;

    private static int? Asked(FieldImpactContext connection, string argument) =>
        connection.Arguments is { } arguments && arguments.TryGetValue(argument, out var value) && value.Value is int size ? Math.Clamp(size, 0, PageArguments.LargestSize) : null;
}

/// <summary>A document that asks for too much; the error tells how much is allowed and, where it was counted to the end, how much was asked for.</summary>
public sealed class LimitError : ValidationError
{
    /// <summary>A refusal by a limit.</summary>
    /// <param name="code">The error's code.</param>
    /// <param name="message">What is asked too much, in a sentence.</param>
    /// <param name="limit">How much is allowed.</param>
    /// <param name="actual">How much was asked for, where it was counted to the end.</param>
    public LimitError(string code, string message, double limit, double? actual = null) : base(message)
    {
        Code = code;
        Extensions = Figures(limit, actual);
    }

    /// <summary>The refusal of a number that is too long.</summary>
    public static LimitError OfDigits() => new("DIGITS_EXCEEDED", $"A number may have at most {QueryLimits.MostDigits} digits.", QueryLimits.MostDigits);

    /// <summary>What the extensions of an error say of a limit that was passed.</summary>
    public static Dictionary<string, object?> Figures(double limit, double? actual)
    {
        var figures = new Dictionary<string, object?> { ["limit"] = limit };
        if (actual is { } known)
            figures["actual"] = known;
        return figures;
    }
}
