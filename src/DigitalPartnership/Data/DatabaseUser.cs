using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace DigitalPartnership.Data;

/// <summary>A managed identity of Entra ID that may read and write the data of an Azure SQL database, and neither owns nor changes its schema.</summary>
/// <param name="Name">The identity's name, which its user in the database bears.</param>
/// <param name="ClientId">The identity's client id, by which the database knows it.</param>
public sealed partial record DatabaseUser(string Name, Guid ClientId)
{
    /// <summary>
    /// The statements that give access. They ask nothing of Entra ID, so whoever executes them needs no right to read the directory, and they may be
    /// executed again; an identity that was made anew under its old name takes its predecessor's place.
    /// </summary>
    public string Statements
    {
        get
        {
            var sid = $"0x{Convert.ToHexString(ClientId.ToByteArray())}";
            return $"""
                IF EXISTS (SELECT 1 FROM sys.database_principals WHERE name = N'{Name}' AND sid <> {sid}) DROP USER [{Name}];
                IF NOT EXISTS (SELECT 1 FROM sys.database_principals WHERE name = N'{Name}') CREATE USER [{Name}] WITH SID = {sid}, TYPE = E;
                ALTER ROLE db_datareader ADD MEMBER [{Name}];
                ALTER ROLE db_datawriter ADD MEMBER [{Name}];
                """;
        }
    }

    /// <summary>Reads the users from <c>Database:Users:0:Name</c>, <c>Database:Users:0:ClientId</c> and so on.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or has no meaning; the message names it.</exception>
    public static IReadOnlyList<DatabaseUser> Read(IConfiguration configuration) => [.. configuration.GetSection("Database:Users").GetChildren().Select(Read)];

    /// <summary>Gives the users access to the database.</summary>
    /// <exception cref="InvalidOperationException">There are users, and the database is a SQLite file, which knows none.</exception>
    public static async Task GiveAccessAsync(PartnershipDb db, IReadOnlyList<DatabaseUser> users, CancellationToken cancellation = default)
    {
        if (users.Count > 0 && db is SqlitePartnershipDb)
            throw new InvalidOperationException("Database:Users is for Azure SQL: give ConnectionStrings:SqlServer, or leave it out.");
        foreach (var user in users)
            await db.Database.ExecuteSqlRawAsync(user.Statements, cancellation);
    }

    private static DatabaseUser Read(IConfigurationSection user)
    {
        // What names of managed identities are made of; nothing in it needs quoting.
        if (user["Name"] is not { } name || !IdentityName().IsMatch(name))
            throw new InvalidOperationException($"{user.Path}:Name must be the name of a managed identity: up to 128 letters, digits, '-' and '_'.");
        if (!Guid.TryParse(user["ClientId"], out var clientId))
            throw new InvalidOperationException($"{user.Path}:ClientId must be the client id of the managed identity {name}.");
        return new DatabaseUser(name, clientId);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_-]{0,127}\z")]
    private static partial Regex IdentityName();
}
