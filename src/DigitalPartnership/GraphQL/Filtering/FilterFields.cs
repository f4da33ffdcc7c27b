using System.Linq.Expressions;
using GraphQL.Types;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// The fields that one feature gives to the filter of an entity, a line each. The feature that owns the entity names
/// the filter; others add fields to it.
/// </summary>
/// <typeparam name="T">The entity that is filtered.</typeparam>
public abstract class FilterFields<T>
{
    internal List<FilterField<T>> Fields { get; } = [];

    /// <summary>The filter's name in the schema, given by the feature that owns the entity; null for additions.</summary>
    public virtual string? Name => null;

    /// <summary>What the filter is for; null for additions.</summary>
    public virtual string? Description => null;

    /// <summary>A text, compared with case and accents folded. The column holds the folded text.</summary>
    protected void Text(string name, string description, Expression<Func<T, string?>> column, Func<string, string>? fold = null) =>
        Fields.Add(new OperationField<T, string>(name, description, typeof(TextOperations), column, fold ?? Texts.Folding.Fold));

    /// <summary>A whole number.</summary>
    protected void Number(string name, string description, Expression<Func<T, int?>> column) =>
        Fields.Add(new OperationField<T, int>(name, description, typeof(ComparableOperations<int>), column));

    /// <summary>A day.</summary>
    protected void Day(string name, string description, Expression<Func<T, DateOnly?>> column) =>
        Fields.Add(new OperationField<T, DateOnly>(name, description, typeof(ComparableOperations<DateOnly>), column));

    /// <summary>A moment in UTC.</summary>
    protected void Instant(string name, string description, Expression<Func<T, DateTime?>> column) =>
        Fields.Add(new OperationField<T, DateTime>(name, description, typeof(ComparableOperations<DateTime>), column));

    /// <summary>The id of another record, which is stored as its kind and its key.</summary>
    protected void Reference(string name, string description, Expression<Func<T, string>> kind, Expression<Func<T, int>> key) =>
        Fields.Add(new ReferenceField<T>(name, description, kind, key));

    /// <summary>Yes or no.</summary>
    protected void Flag(string name, string description, Expression<Func<T, bool>> column) =>
        Fields.Add(new OperationField<T, bool>(name, description, typeof(FlagOperations), column));

    /// <summary>One of a few values.</summary>
    protected void Choice<TEnum>(string name, string description, Expression<Func<T, TEnum>> column) where TEnum : struct, Enum =>
        Fields.Add(new OperationField<T, TEnum>(name, description, typeof(ChoiceOperations<TEnum>), column));

    /// <summary>One of a few values that depend on more than the record.</summary>
    protected void Choice<TEnum>(string name, string description, Expression<Func<T, FilterContext, TEnum>> column) where TEnum : struct, Enum =>
        Fields.Add(new OperationField<T, TEnum>(name, description, typeof(ChoiceOperations<TEnum>), column));

    /// <summary>Another record that this one points to.</summary>
    protected void One<TOther>(string name, string description, Expression<Func<T, TOther>> other) =>
        Fields.Add(new RecordField<T, TOther>(name, description, other));

    /// <summary>Other records: <c>some</c>, <c>none</c>, <c>all</c>, <c>any</c>.</summary>
    protected void Many<TOther>(string name, string description, Expression<Func<T, FilterContext, IEnumerable<TOther>>> others) =>
        Fields.Add(new ListField<T, TOther>(name, description, others));
}

/// <summary>One field of a filter and the condition that it makes.</summary>
internal abstract class FilterField<T>(string name, string description, Type graphType, LambdaExpression column)
{
    public string Name => name;
    public string Description => description;
    public Type GraphType => graphType;

    public abstract Expression Condition(Expression row, object value, FilterContext context);

    protected Expression Column(Expression row, FilterContext context) =>
        column.Parameters.Count == 1 ? column.Apply(row) : column.Apply(row, Expression.Constant(context));
}

internal sealed class OperationField<T, TValue>(string name, string description, Type graphType, LambdaExpression column, Func<string, string>? fold = null)
    : FilterField<T>(name, description, graphType, column)
{
    public override Expression Condition(Expression row, object value, FilterContext context) =>
        Operations.Condition<TValue>(Column(row, context), (IDictionary<string, object?>)value, fold);
}

internal sealed class ReferenceField<T>(string name, string description, LambdaExpression kind, LambdaExpression key)
    : FilterField<T>(name, description, typeof(IdOperations), key)
{
    public override Expression Condition(Expression row, object value, FilterContext context) =>
        ((IDictionary<string, object?>)value).Select(operation => operation switch
        {
            ("eq", string id) => Is(row, id, context),
            ("neq", string id) => Expression.Not(Is(row, id, context)),
            ("in", IEnumerable<object?> ids) => AnyOf(row, ids, context),
            ("nin", IEnumerable<object?> ids) => Expression.Not(AnyOf(row, ids, context)),
            var (unset, _) => throw Filter<T>.NullFilter(unset),
        }).Aggregate((Expression)Expression.Constant(true), Expressions.And);

    private Expression AnyOf(Expression row, IEnumerable<object?> ids, FilterContext context) => ids.OfType<string>().Select(id => Is(row, id, context)).Aggregate((Expression)Expression.Constant(false), Expression.OrElse);

    private Expression Is(Expression row, string id, FilterContext context)
    {
        var reference = NodeId.Parse(id);
        return Expression.AndAlso(
            Expression.Equal(kind.Apply(row), Expressions.Parameter(reference.Kind, typeof(string))),
            Expression.Equal(Column(row, context), Expressions.Parameter(reference.Key, typeof(int))));
    }
}

internal sealed class RecordField<T, TOther>(string name, string description, LambdaExpression other)
    : FilterField<T>(name, description, typeof(FilterInputType<TOther>), other)
{
    public override Expression Condition(Expression row, object value, FilterContext context) =>
        ((Filter<TOther>)value).Condition(Column(row, context), context);
}

internal sealed class ListField<T, TOther>(string name, string description, LambdaExpression others)
    : FilterField<T>(name, description, typeof(ListOperations<TOther>), others)
{
    public override Expression Condition(Expression row, object value, FilterContext context)
    {
        var items = Column(row, context);
        return ((IDictionary<string, object?>)value).Select(operation => operation switch
        {
            ("some", Filter<TOther> filter) => Call(nameof(Enumerable.Any), filter),
            ("none", Filter<TOther> filter) => Expression.Not(Call(nameof(Enumerable.Any), filter)),
            ("all", Filter<TOther> filter) => Call(nameof(Enumerable.All), filter),
            ("any", true) => Any(),
            ("any", false) => Expression.Not(Any()),
            var (unset, _) => throw Filter<T>.NullFilter(unset),
        }).Aggregate((Expression)Expression.Constant(true), Expressions.And);

        Expression Call(string method, Filter<TOther> filter) =>
            Expression.Call(typeof(Enumerable), method, [typeof(TOther)], items, filter.ToPredicate(context));

        Expression Any() => Expression.Call(typeof(Enumerable), nameof(Enumerable.Any), [typeof(TOther)], items);
    }
}

/// <summary>The input type made of all the fields that the features give to the filter of one entity.</summary>
internal sealed class FilterInputType<T> : InputObjectGraphType<Filter<T>>
{
    private readonly Dictionary<string, FilterField<T>> _conditions;

    public FilterInputType(IEnumerable<FilterFields<T>> parts)
    {
        var all = parts.ToList();
        var owner = all.Single(part => part.Name is not null);
        Name = owner.Name!;
        Description = owner.Description;
        _conditions = all.SelectMany(part => part.Fields).ToDictionary(field => field.Name);
        Field<ListGraphType<NonNullGraphType<FilterInputType<T>>>>("and").Description("All of these must hold.");
        Field<ListGraphType<NonNullGraphType<FilterInputType<T>>>>("or").Description("At least one of these must hold.");
        foreach (var field in _conditions.Values)
            Field(field.Name, field.GraphType).Description(field.Description);
    }

    public override object ParseDictionary(IDictionary<string, object?> value) => new Filter<T>(this, value);

    public Expression Condition(string name, Expression row, object value, FilterContext context) =>
        _conditions[name].Condition(row, value, context);
}
