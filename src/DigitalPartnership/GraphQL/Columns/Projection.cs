using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using GraphQL;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.GraphQL;

/// <summary>Loads records with some of their columns: the others keep the value that a new record has.</summary>
internal static class Projection
{
    // However many there can be, memory has an end; those that are asked for again and again stay.
    private static readonly MemoryCache Shapes = new(new MemoryCacheOptions { SizeLimit = 400 });

    /// <summary>From a record to one with the columns that the items of a connection need; null where the whole record is needed.</summary>
    public static Expression<Func<T, T>>? Asked<T>(this IResolveFieldContext connection) where T : class =>
        Of<T>(connection.RequestServices!.GetRequiredService<FilterContext>().Db.Model, AskedColumns.Of(connection));

    /// <summary>From a record to one with the named columns and the key.</summary>
    public static Expression<Func<T, T>>? Of<T>(IModel model, string? columns) where T : class
    {
        if (columns is null)
            return null;
        if (Shapes.TryGetValue((typeof(T), columns), out Expression<Func<T, T>>? known))
            return known;
        var made = model.FindEntityType(typeof(T)) is { } record ? Make<T>(record, columns.Split(',', StringSplitOptions.RemoveEmptyEntries)) : null;
        return Shapes.Set((typeof(T), columns), made, new MemoryCacheEntryOptions { Size = 1 });
    }

    /// <summary>From a record to one with all its columns, and with another record beside it, of which only some columns are loaded.</summary>
    public static Expression<Func<T, T>> With<T, TOther>(IModel model, Expression<Func<T, TOther>> beside, Expression<Func<TOther, TOther>> shape) where T : class
    {
        var record = model.FindEntityType(typeof(T))!;
        var row = beside.Parameters[0];
        return Expression.Lambda<Func<T, T>>(Expression.MemberInit(Expression.New(typeof(T)),
            [.. Parts(record).Select(part => Bind(part, row)), Expression.Bind(((MemberExpression)beside.Body).Member, shape.Apply(beside.Body))]), row);
    }

    private static Expression<Func<T, T>>? Make<T>(IEntityType record, IEnumerable<string> columns)
    {
        var row = Expression.Parameter(typeof(T), "row");
        var names = record.FindPrimaryKey()!.Properties.Select(part => part.Name).Union(columns).ToList();
        var parts = Parts(record).Where(part => names.Contains(part.Name)).ToList();
        return parts.Count == names.Count
            ? Expression.Lambda<Func<T, T>>(Expression.MemberInit(Expression.New(typeof(T)), parts.Select(part => Bind(part, row))), row)
            : null;
    }

    private static IEnumerable<IPropertyBase> Parts(IEntityType record) =>
        record.GetProperties().Concat<IPropertyBase>(record.GetComplexProperties()).Where(part => part.PropertyInfo is not null);

    // A setter may do more than set, as that of a name, which folds it: then the field behind it is set.
    private static MemberAssignment Bind(IPropertyBase part, Expression row)
    {
        var property = part.PropertyInfo!;
        var onlySets = property.SetMethod?.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) is true;
        return Expression.Bind(onlySets ? property : part.FieldInfo!, Expression.Property(row, property));
    }
}
