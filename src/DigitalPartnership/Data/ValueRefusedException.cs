using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Data;

/// <summary>A server has refused a value. It quotes the value, which can be anybody's name; so what it says goes no further than this.</summary>
public sealed class ValueRefusedException : DbUpdateException
{
    // A text is longer than its column, with and without the name of the column; a text is no number; a number is too large.
    private static readonly HashSet<int> Quoting = [2628, 8152, 245, 8115];

    private ValueRefusedException(int number) : base($"The server has refused a value with its error {number}.")
    {
    }

    /// <summary>Stands for a fault that quotes; null for any other.</summary>
    internal static ValueRefusedException? Of(DbUpdateException fault) =>
        fault.InnerException is SqlException server && Quoting.Contains(server.Number) ? new ValueRefusedException(server.Number) : null;
}
