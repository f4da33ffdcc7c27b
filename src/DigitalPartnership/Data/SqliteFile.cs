using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace DigitalPartnership.Data;

/// <summary>How the file of a SQLite database is found, made, and known not to have been moved.</summary>
internal static class SqliteFile
{
    private const int HasMovedControl = 20;
    private static readonly byte[] Main = [.. "main\0"u8];

    // As long as PRAGMA busy_timeout: without it the driver goes on asking for half a minute and blocks a thread meanwhile.
    private const int SecondsToWaitForALock = 5;

    /// <summary>A connection string that never makes a file: where one has gone, an empty one in its place would hide that.</summary>
    public static string WithoutMaking(string connectionString)
    {
        var parts = new SqliteConnectionStringBuilder(connectionString);
        if (!parts.ShouldSerialize("Mode") && FileOf(connectionString) is not null)
            parts.Mode = SqliteOpenMode.ReadWrite;
        if (!parts.ShouldSerialize("Default Timeout"))
            parts.DefaultTimeout = SecondsToWaitForALock;
        return parts.ConnectionString;
    }

    /// <summary>Makes the file where there is none; an empty one is an empty database.</summary>
    public static void Make(string connectionString)
    {
        if (FileOf(connectionString) is { } file)
            File.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
    }

    /// <summary>The path of the file; null for a database in memory.</summary>
    public static string? FileOf(string? connectionString) =>
        new SqliteConnectionStringBuilder(connectionString) is { DataSource: { Length: > 0 } source, Mode: not SqliteOpenMode.Memory } && source[0] != ':' && !source.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            ? Path.GetFullPath(source)
            : null;

    /// <summary>
    /// Whether the file that a connection has open is no longer the one at its path. Such a connection would go on reading and writing what nobody
    /// else sees.
    /// </summary>
    public static bool HasMoved(SqliteConnection connection)
    {
        var moved = 0;
        return connection.Handle is { } handle && FileControl(handle.DangerousGetHandle(), Main, HasMovedControl, ref moved) == 0 && moved != 0;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    private static extern int FileControl(IntPtr database, byte[] schema, int operation, ref int answer);
}
