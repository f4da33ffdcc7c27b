using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Data;

/// <summary>Tells that somebody else has recorded the same from other faults of a database.</summary>
public static class DuplicateKey
{
    /// <summary>Whether a row was refused because there is one with the same key.</summary>
    public static bool IsDuplicateKey(this DbUpdateException fault) => fault.InnerException switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 1555 or 2067,
        SqlException server => server.Number is 2601 or 2627,
        _ => false,
    };
}
