using System.Linq.Expressions;
using System.Reflection;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// A total order of the records of one kind, by which pages are cut: some keys and, behind them, the record's id.
/// Missing values come last in either direction, on every database.
/// </summary>
/// <typeparam name="T">The entity that is ordered.</typeparam>
public sealed class Order<T>
{
    private readonly Expression<Func<T, int>> _id;

    /// <summary>Starts an order that has only the id.</summary>
    public Order(Expression<Func<T, int>> id) : this(id, []) { }

    private Order(Expression<Func<T, int>> id, IReadOnlyList<OrderKey> keys)
    {
        _id = id;
        Keys = keys;
    }

    /// <summary>The keys before the id.</summary>
    internal IReadOnlyList<OrderKey> Keys { get; }

    /// <summary>All keys, the id last.</summary>
    internal IReadOnlyList<OrderKey> Total => [.. Keys, new OrderKey("id", _id, Descending: false)];

    /// <summary>The same order with a further key.</summary>
    public Order<T> By<TKey>(string name, Expression<Func<T, TKey>> key, bool descending = false) => By(name, (LambdaExpression)key, descending);

    internal Order<T> By(string name, LambdaExpression key, bool descending)
    {
        var type = key.ReturnType;
        if (IsRequired(key.Body))
            return With(new OrderKey(name, key, descending));

        var row = key.Parameters[0];
        var missing = Expression.Condition(Expression.Equal(key.Body, Expression.Constant(null, type)), Expression.Constant(1), Expression.Constant(0));
        var present = type == typeof(string)
            ? Expression.Coalesce(key.Body, Expression.Constant(""))
            : Expression.Coalesce(key.Body, Expression.Constant(Activator.CreateInstance(Nullable.GetUnderlyingType(type)!)));
        return With(new OrderKey(name + "?", Expression.Lambda(missing, row), false)).With(new OrderKey(name, Expression.Lambda(present, row), descending));
    }

    /// <summary>Names the records and their order in cursors, so that a cursor is refused in a list of others or in another order.</summary>
    internal string Signature => typeof(T).Name + ":" + string.Join(',', Total.Select(key => key.Descending ? "-" + key.Name : key.Name));

    // What is never missing needs no further key for missing values, and an index on it can serve the order.
    private static bool IsRequired(Expression value) => value switch
    {
        ParameterExpression => true,
        MemberExpression { Member: PropertyInfo property, Expression: { } owner } =>
            new NullabilityInfoContext().Create(property).ReadState is NullabilityState.NotNull && IsRequired(owner),
        _ => value.Type.IsValueType && Nullable.GetUnderlyingType(value.Type) is null,
    };

    private Order<T> With(OrderKey key) => new(_id, [.. Keys, key]);
}

/// <summary>One key of an order.</summary>
internal sealed record OrderKey(string Name, LambdaExpression Selector, bool Descending);
