using System.Data.Common;
using System.Runtime.CompilerServices;

namespace DigitalPartnership.Data.Copying;

/// <summary>Reads the rows of a table from either database.</summary>
internal static class CopiedRows
{
    /// <summary>Every row, its values as the model has them.</summary>
    public static async IAsyncEnumerable<object?[]> ReadAsync(
        DbDataReader reader, CopiedTable table, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (await reader.ReadAsync(cancellation))
        {
            var row = new object?[table.Types.Count];
            for (var at = 0; at < row.Length; at++)
                row[at] = await reader.IsDBNullAsync(at, cancellation) ? null : Value(reader, at, table.Types[at]);
            yield return row;
        }
    }

    /// <summary>Rows of a table that refers to itself, each behind the one that it refers to.</summary>
    public static async IAsyncEnumerable<object?[]> ReadParentsFirstAsync(
        DbDataReader reader, CopiedTable table, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var left = await ReadAsync(reader, table, cancellation).ToListAsync(cancellation);
        var keys = table.Parents.Select(parent => left.ConvertAll(row => row[parent.Key]!).ToHashSet()).ToList();
        while (left.Count > 0)
        {
            var free = left.FindAll(row => table.Parents.Zip(keys).All(entry => row[entry.First.Reference] is not { } reference || !entry.Second.Contains(reference) || reference.Equals(row[entry.First.Key])));
            if (free.Count == 0)
                throw new InvalidOperationException($"Rows of {table.Name} refer to each other in a circle.");
            foreach (var row in free)
            {
                foreach (var (parent, open) in table.Parents.Zip(keys))
                    open.Remove(row[parent.Key]!);
                yield return row;
            }
            var isFree = free.ToHashSet();
            left.RemoveAll(isFree.Contains);
        }
    }

    private static object Value(DbDataReader reader, int at, Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.String => reader.GetString(at),
        TypeCode.Int32 => reader.GetInt32(at),
        TypeCode.Int64 => reader.GetInt64(at),
        TypeCode.Boolean => reader.GetBoolean(at),
        TypeCode.DateTime => reader.GetDateTime(at),
        TypeCode.Double => reader.GetDouble(at),
        TypeCode.Decimal => reader.GetDecimal(at),
        _ when type == typeof(Guid) => reader.GetGuid(at),
        _ when type == typeof(DateOnly) => reader.GetFieldValue<DateOnly>(at),
        _ when type == typeof(byte[]) => reader.GetFieldValue<byte[]>(at),
        _ => throw new NotSupportedException($"A column holds {type.Name}, which is not known to mean the same in both databases."),
    };
}
