using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;

namespace DigitalPartnership.Data;

/// <summary>What keeps a database from being used.</summary>
public enum DatabaseFault
{
    /// <summary>The server does not answer, or takes no more work for now, and has not done so on several tries.</summary>
    Unreachable,

    /// <summary>Somebody else holds a lock for longer than one waits.</summary>
    Locked,

    /// <summary>There is no room for what is to be written.</summary>
    Full,

    /// <summary>The file is not where it should be.</summary>
    Gone,

    /// <summary>The file may be read only.</summary>
    ReadOnly,

    /// <summary>The disk fails to read or to write.</summary>
    DiskFailing,

    /// <summary>The file is damaged, or no database.</summary>
    Damaged,
}

/// <summary>Tells faults that lie with the database from those that lie with what was asked of it.</summary>
public static class DatabaseFaults
{
    private const int Deadlock = 1205;

    // Time-out, no such database, no such login, and what Azure SQL says while it moves or throttles a database.
    private static readonly HashSet<int> Silence = [-2, 4060, 10928, 10929, 18456, 40197, 40501, 40613, 49918, 49919, 49920];

    // A file group, the log, or the size that was paid for.
    private static readonly HashSet<int> NoRoom = [1101, 1105, 9002, 40544];

    // Severities of SQL Server: from 17 on it lacks resources or has lost the connection.
    private const int NotTheRequest = 17;

    private const string ServerDriver = "Microsoft.Data.SqlClient";

    /// <summary>What keeps the database from being used; null where the fault is another one.</summary>
    public static DatabaseFault? Of(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            var kind = fault switch
            {
                SqliteException sqlite => OfSqlite(sqlite.SqliteErrorCode),
                SqlException server => OfServer(server.Number, server.Class),
                // The pool of connections is exhausted, or one was lost in between.
                InvalidOperationException { Source: ServerDriver } => DatabaseFault.Unreachable,
                RetryLimitExceededException => OfServer(fault.InnerException),
                WriterQueueException => DatabaseFault.Locked,
                _ => null,
            };
            if (kind is not null)
                return kind;
        }
        return null;
    }

    /// <summary>The fault in a sentence that may be told to everybody.</summary>
    public static string Sentence(this DatabaseFault fault) => fault switch
    {
        DatabaseFault.Locked => "The database is locked by somebody else.",
        DatabaseFault.Full => "There is no room left for the database.",
        DatabaseFault.Gone => "The database is not where it should be.",
        DatabaseFault.ReadOnly => "The database may not be written.",
        DatabaseFault.DiskFailing => "The disk of the database fails to read or to write.",
        DatabaseFault.Damaged => "The database is damaged.",
        _ => "The database does not answer.",
    };

    /// <summary>The same for what SQL Server says by number and severity.</summary>
    internal static DatabaseFault? OfServer(int number, int severity) =>
        number == Deadlock ? DatabaseFault.Locked
        : NoRoom.Contains(number) ? DatabaseFault.Full
        : Silence.Contains(number) || severity >= NotTheRequest ? DatabaseFault.Unreachable
        : null;

    private static DatabaseFault OfServer(Exception? last) => last is SqlException server && OfServer(server.Number, server.Class) is { } kind ? kind : DatabaseFault.Unreachable;

    private static DatabaseFault? OfSqlite(int code) => code switch
    {
        5 or 6 => DatabaseFault.Locked,
        8 => DatabaseFault.ReadOnly,
        10 => DatabaseFault.DiskFailing,
        11 or 26 => DatabaseFault.Damaged,
        13 => DatabaseFault.Full,
        14 => DatabaseFault.Gone,
        _ => null,
    };
}
