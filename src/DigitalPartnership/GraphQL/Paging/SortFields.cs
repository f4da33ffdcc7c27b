using System.Linq.Expressions;
using GraphQL.Types;

namespace DigitalPartnership.GraphQL;

/// <summary>The direction of an order.</summary>
public enum SortEnumType
{
    /// <summary>Smallest, earliest or first letter first.</summary>
    Asc,

    /// <summary>Largest, latest or last letter first.</summary>
    Desc,
}

/// <summary>The fields that one feature gives to the sorting of an entity, a line each.</summary>
/// <typeparam name="T">The entity that is sorted.</typeparam>
public abstract class SortFields<T>
{
    internal List<SortField> Fields { get; } = [];

    /// <summary>The sort input's name in the schema, given by the feature that owns the entity; null for additions.</summary>
    public virtual string? Name => null;

    /// <summary>What the input is for; null for additions.</summary>
    public virtual string? Description => null;

    /// <summary>A field to sort by, made of one key or of several.</summary>
    protected void By(string name, string description, params LambdaExpression[] keys) => Fields.Add(new SortField(name, description, keys));

    /// <summary>Helps the compiler to see the expression in a lambda.</summary>
    protected static Expression<Func<T, TKey>> Key<TKey>(Expression<Func<T, TKey>> key) => key;

    /// <summary>A key that asks for more than the record.</summary>
    protected static Expression<Func<T, FilterContext, TKey>> Key<TKey>(Expression<Func<T, FilterContext, TKey>> key) => key;
}

/// <summary>One field to sort by.</summary>
internal sealed record SortField(string Name, string Description, LambdaExpression[] Keys);

/// <summary>One element of an <c>order</c> argument.</summary>
/// <typeparam name="T">The entity that is sorted.</typeparam>
public sealed class Sort<T>
{
    internal IReadOnlyList<(SortField Field, bool Descending)> Fields { get; init; } = [];

    /// <summary>The order that the argument asks for; where it asks for nothing, the list's own.</summary>
    public static Order<T> OrderOf(IEnumerable<Sort<T>>? asked, Order<T> own, Order<T> byId, FilterContext context)
    {
        var fields = asked?.SelectMany(sort => sort.Fields).ToList();
        if (fields is null or [])
            return own;
        var order = byId;
        foreach (var (field, descending) in fields.DistinctBy(sort => sort.Field.Name))
        {
            for (var at = 0; at < field.Keys.Length; at++)
                order = order.By(at == 0 ? field.Name : $"{field.Name}{at}", Bound(field.Keys[at], context), descending);
        }
        return order;
    }

    private static LambdaExpression Bound(LambdaExpression key, FilterContext context) => key.Parameters.Count == 1
        ? key
        : Expression.Lambda(key.Apply(key.Parameters[0], Expression.Constant(context)), key.Parameters[0]);
}

/// <summary>The input type made of all the fields that the features give to the sorting of one entity.</summary>
internal sealed class SortInputType<T> : InputObjectGraphType<Sort<T>>
{
    private readonly Dictionary<string, SortField> _fields;

    public SortInputType(IEnumerable<SortFields<T>> parts)
    {
        var all = parts.ToList();
        var owner = all.Single(part => part.Name is not null);
        Name = owner.Name!;
        Description = owner.Description;
        _fields = all.SelectMany(part => part.Fields).ToDictionary(field => field.Name);
        foreach (var field in _fields.Values)
            Field<EnumerationGraphType<SortEnumType>>(field.Name).Description(field.Description);
    }

    public override object ParseDictionary(IDictionary<string, object?> value) => new Sort<T>
    {
        Fields = [.. value.Where(field => field.Value is not null).Select(field => (_fields[field.Key], field.Value is SortEnumType.Desc))],
    };
}
