using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DigitalPartnership.Data.Copying;

/// <summary>
/// How many rows a table has and a hash of all that is in them, which is the same for the same rows in any order and on any database: values are hashed as what
/// they mean, not as how a database keeps them.
/// </summary>
internal sealed class TableContent
{
    private readonly ulong[] _sums = new ulong[SHA256.HashSizeInBytes / sizeof(ulong)];

    /// <summary>How many rows there are.</summary>
    public int Rows { get; private set; }

    /// <summary>The hash, in hexadecimal digits.</summary>
    public string Hash => string.Concat(_sums.Select(sum => sum.ToString("x16", CultureInfo.InvariantCulture)));

    /// <summary>Adds a row.</summary>
    public void Add(IReadOnlyList<object?> row)
    {
        var text = new StringBuilder();
        foreach (var value in row)
        {
            var written = Written(value);
            text.Append(written?.Length ?? -1).Append(':').Append(written).Append(';');
        }
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        // A sum does not depend on the order, which databases have different ideas of, and unlike an exclusive or it counts rows that are the same.
        for (var at = 0; at < _sums.Length; at++)
            _sums[at] += BinaryPrimitives.ReadUInt64BigEndian(hash.AsSpan(at * sizeof(ulong)));
        Rows++;
    }

    /// <summary>Whether two tables have the same rows.</summary>
    public bool IsSameAs(TableContent other) => Rows == other.Rows && Hash == other.Hash;

    private static string? Written(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "1" : "0",
        DateTime instant => instant.Ticks.ToString(CultureInfo.InvariantCulture),
        DateOnly day => day.DayNumber.ToString(CultureInfo.InvariantCulture),
        Guid id => id.ToString("N"),
        byte[] bytes => Convert.ToHexString(bytes),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A column holds {value.GetType().Name}, which is not known to mean the same in both databases."),
    };
}
