using System.Linq.Expressions;
using DigitalPartnership.Data;

namespace DigitalPartnership.GraphQL;

/// <summary>What a filter may ask besides the record itself.</summary>
/// <param name="Db">The database, for conditions on records that the filtered one does not know.</param>
/// <param name="Today">Today's date in Strasbourg.</param>
public sealed record FilterContext(PartnershipDb Db, DateOnly Today);

/// <summary>
/// How large a filter is, whatever it filters: a condition of thousands would exhaust the stack and end the process, and lists within lists would have the
/// database look through all of them for each of all.
/// </summary>
public abstract class Filter
{
    private protected const int MostComparisons = 200;
    private protected const int DeepestLists = 3;

    private protected Filter(IDictionary<string, object?> fields) => (Comparisons, Lists) = (Count(fields), CountLists(fields));

    internal int Comparisons { get; }

    /// <summary>How many lists stand within each other.</summary>
    internal int Lists { get; }

    private static int CountLists(object? value) => value switch
    {
        Filter filter => filter.Lists,
        IDictionary<string, object?> fields => fields.Select(field => CountLists(field.Value) + (field.Key is "some" or "none" or "all" ? 1 : 0)).DefaultIfEmpty().Max(),
        IEnumerable<object?> list => list.Select(CountLists).DefaultIfEmpty().Max(),
        _ => 0,
    };

    // A list of values is one comparison, but each empty filter is one too.
    private static int Count(object? value) => value switch
    {
        Filter filter => filter.Comparisons,
        IDictionary<string, object?> fields => Math.Max(1, fields.Values.Sum(field => Math.Max(1, Count(field)))),
        IEnumerable<object?> list => list.Sum(Count),
        _ => 0,
    };
}

/// <summary>A <c>where</c> argument, ready to become a condition of a database query.</summary>
/// <typeparam name="T">The entity that is filtered.</typeparam>
public sealed class Filter<T> : Filter
{
    private readonly FilterInputType<T> _type;
    private readonly IDictionary<string, object?> _fields;

    internal Filter(FilterInputType<T> type, IDictionary<string, object?> fields) : base(fields)
    {
        _type = type;
        _fields = fields;
    }

    /// <summary>The condition. All its fields must hold, and at least one of those listed in <c>or</c>.</summary>
    /// <exception cref="RequestError">VALIDATION_FAILED: more comparisons, or lists within lists, than one statement can hold.</exception>
    public Expression<Func<T, bool>> ToPredicate(FilterContext context)
    {
        if (Comparisons > MostComparisons)
            throw new RequestError("VALIDATION_FAILED", $"A filter may have at most {MostComparisons} comparisons; this one has {Comparisons}. For one of many values use 'in'.", "where");
        if (Lists > DeepestLists)
            throw new RequestError("VALIDATION_FAILED", $"A filter may ask for lists within lists {DeepestLists} deep; this one does so {Lists} deep.", "where");
        var row = Expression.Parameter(typeof(T), "row");
        return Expression.Lambda<Func<T, bool>>(Condition(row, context), row);
    }

    internal Expression Condition(Expression row, FilterContext context)
    {
        Expression condition = Expression.Constant(true);
        foreach (var (name, value) in _fields)
        {
            Expression part = name switch
            {
                "and" => Nested(value, name).Select(filter => filter.Condition(row, context)).Aggregate((Expression)Expression.Constant(true), Expressions.And),
                "or" => Nested(value, name).Select(filter => filter.Condition(row, context)).DefaultIfEmpty(Expression.Constant(true)).Aggregate(Expression.OrElse),
                _ => _type.Condition(name, row, value ?? throw NullFilter(name), context),
            };
            condition = Expressions.And(condition, part);
        }
        return condition;
    }

    private static IEnumerable<Filter<T>> Nested(object? value, string name) =>
        value is IEnumerable<object?> list ? list.Cast<Filter<T>>() : throw NullFilter(name);

    internal static RequestError NullFilter(string name) =>
        new("VALIDATION_FAILED", $"The filter '{name}' is null. Leave it out, or ask for missing values with {{ eq: null }}.", name);
}

/// <summary>Filters queries.</summary>
public static class Filtering
{
    /// <summary>Only the rows that the argument lets through; all where none was given.</summary>
    public static IQueryable<T> Where<T>(this IQueryable<T> rows, Filter<T>? filter, FilterContext context) =>
        filter is null ? rows : rows.Where(filter.ToPredicate(context));
}
