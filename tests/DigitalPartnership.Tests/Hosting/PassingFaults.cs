using System.Data.Common;
using System.Reflection;
using DigitalPartnership.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.Hosting;

/// <summary>
/// Lets a host on SQLite meet the faults of SQL Server, with the retries that it has there: one fault at the n-th place from now on, where a place is a statement,
/// the moment before a commit, or that after it, when the commit was made and the connection is lost. Like the server it refuses a key that it has not given itself.
/// </summary>
internal sealed class PassingFaults : DbCommandInterceptor, IDbTransactionInterceptor, ISaveChangesInterceptor
{
    /// <summary>What the server says of a fault; it can be what somebody has written.</summary>
    public const string Quoted = "Truncated value: 'canary'.";

    private readonly Lock _counting = new();
    private int _left;
    private Func<string, bool> _where = _ => true;
    private SqlException? _fault;

    /// <summary>What was said at the place at which the last fault was.</summary>
    public string? Place { get; private set; }

    public void Wire(IServiceCollection services)
    {
        services.AddSingleton<IInterceptor>(this);
        services.ConfigureDbContext<SqlitePartnershipDb>(options => options.UseSqlite(file => file.ExecutionStrategy(dependencies => new ServerRetries(dependencies))));
    }

    /// <summary>Orders a fault.</summary>
    /// <param name="error">The number that SQL Server gives it.</param>
    /// <param name="place">At which place, from 1.</param>
    /// <param name="where">Which places count; all where it is left out.</param>
    public void Order(int error, int place = 1, Func<string, bool>? where = null)
    {
        lock (_counting)
            (_left, _where, _fault, Place) = (place, where ?? (_ => true), Fault(error), null);
    }

    /// <summary>Takes back an order; tells whether it was fulfilled.</summary>
    public bool TakeBack()
    {
        lock (_counting)
            return (_left, _left = 0) is (0, _);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Reach(command.CommandText);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Reach(command.CommandText);
        return ValueTask.FromResult(result);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Reach("before the commit");
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Reach("after the commit");
        return Task.CompletedTask;
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        foreach (var entry in eventData.Context!.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added))
        {
            var key = entry.Metadata.FindPrimaryKey()!.Properties[0];
            if (key.ClrType == typeof(int) && key.ValueGenerated is Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.OnAdd && !entry.Property(key.Name).IsTemporary)
                throw Fault(544);
        }
        return ValueTask.FromResult(result);
    }

    private void Reach(string place)
    {
        lock (_counting)
        {
            if (_left == 0 || !_where(place) || --_left > 0)
                return;
            Place = place;
            throw _fault!;
        }
    }

    // Its constructors are not public: only a server throws it.
    private static SqlException Fault(int number)
    {
        var errors = (SqlErrorCollection)Make(typeof(SqlErrorCollection));
        var error = Make(typeof(SqlError), number);
        typeof(SqlErrorCollection).GetMethod("Add", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(errors, [error]);
        var create = typeof(SqlException).GetMethods(BindingFlags.Static | BindingFlags.NonPublic).First(method => method.Name == "CreateException" && method.GetParameters() is [var first, var second, ..]
            && first.ParameterType == typeof(SqlErrorCollection) && second.ParameterType == typeof(string));
        return (SqlException)create.Invoke(null, [errors, "16.0", .. create.GetParameters().Skip(2).Select(parameter => Some(parameter.ParameterType))])!;
    }

    private static object Make(Type type, int? number = null)
    {
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic).OrderBy(one => one.GetParameters().Length).First(one => number is null || one.GetParameters()[0].ParameterType == typeof(int));
        var arguments = constructor.GetParameters().Select(parameter => Some(parameter.ParameterType)).ToArray();
        if (number is { } given)
            arguments[0] = given;
        return constructor.Invoke(arguments);
    }

    private static object? Some(Type type) => type == typeof(string) ? Quoted : type.IsValueType ? Activator.CreateInstance(type) : null;
}
