using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.Extensions.Configuration;

namespace DigitalPartnership.GraphQL;

/// <summary>How much one request may ask for.</summary>
/// <param name="Tokens">How many names, signs and values a document may be written with.</param>
/// <param name="Depth">How deep fields may be nested.</param>
/// <param name="Selections">
/// How many fields, fragments, lists and input objects a document may have, counting a fragment's wherever it is used; two other values of arguments count as one, a directive as three
/// and more where there are many at one place, a variable, each use of it and the definition of a fragment as five. And how many pairs of the same field, or of fragments, it may select
/// at one place, where pairs with arguments count for more.
/// </param>
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
        if (length <= QueryCost.AverageList || !context.UserContext.TryGetValue(CostKey, out var known) || known is not double assumed)
            return;
        if (!context.UserContext.TryGetValue(LongerKey, out var noted) || noted is not Dictionary<GraphQLLocation, double> longer)
            context.UserContext[LongerKey] = longer = [];
        longer[context.FieldAst.Location] = length / QueryCost.AverageList;
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

/// <summary>
/// Refuses a document that asks for too much, before the other rules look at it. What the document's text alone tells is refused by <see cref="DocumentReader"/>.
/// </summary>
internal sealed class QueryLimitRule(QueryLimits limits) : ValidationRuleBase
{
    /// <exception cref="ValidationError">The document asks for too much, or for what this API has not.</exception>
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context)
    {
        var kind = context.Operation.Operation;
        IGraphType? root = kind switch
        {
            OperationType.Query => context.Schema.Query,
            OperationType.Mutation => context.Schema.Mutation,
            _ => context.Schema.Subscription,
        };
        if (root is null)
            throw new ValidationError($"This API has no {kind.ToString().ToLowerInvariant()}s.") { Code = "VALIDATION_FAILED" };
        var (cost, most) = (QueryCost.Of(context, root), limits.CostOf(context.Operation));
        context.UserContext[QueryLimits.CostKey] = cost;
        if (cost > most)
            throw new LimitError("COST_EXCEEDED", $"The document can ask for {cost:0} values; {most} are allowed. Ask for shorter lists or fewer fields.", most, cost);
        return default;
    }
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
