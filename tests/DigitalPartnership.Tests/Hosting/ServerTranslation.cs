using System.Collections;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DigitalPartnership.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace DigitalPartnership.Tests.Hosting;

/// <summary>
/// Says in T-SQL, without a server, every query that a host on SQLite compiles, updates and deletions included. What SQL Server cannot be asked fails the request
/// that asks it, in whatever test. Texts and lists stand for themselves there: a parameter has some value of its type.
/// </summary>
public sealed partial class ServerTranslation : IQueryExpressionInterceptor
{
    private static readonly MethodInfo Compile = typeof(IDatabase).GetMethod(nameof(IDatabase.CompileQuery))!;

    private static readonly DbContextOptions<SqlServerPartnershipDb> Options = MakeOptions();

    private readonly ConcurrentDictionary<string, bool> _statements = new();

    /// <summary>One for all hosts, so that what one of them has compiled the others need not.</summary>
    public static ServerTranslation OfAllHosts { get; } = new();

    /// <summary>What was said, each statement once, in the order of the alphabet.</summary>
    public IReadOnlyList<string> Statements => [.. _statements.Keys.Order(StringComparer.Ordinal)];

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        if (eventData.Context is SqlitePartnershipDb && Roots.AreTables(queryExpression))
            _statements.TryAdd(Translate(queryExpression), true);
        return queryExpression;
    }

    /// <summary>The statement by which SQL Server is asked a query.</summary>
    /// <exception cref="InvalidOperationException">It cannot be asked it.</exception>
    public static string Translate(Expression query)
    {
        var statement = Said(query);
        // Error 468, which only a server tells: a list in one parameter has the collation of the database, and these columns have one of their own.
        return TwoCollations().Match(statement) is { Success: true } found
            ? throw new InvalidOperationException($"SQL Server cannot compare two collations; use EF.MultipleParameters: {found.Value}")
            : statement;
    }

    private static string Said(Expression query)
    {
        using var db = new SqlServerPartnershipDb(Options);
        var context = db.GetService<IQueryContextFactory>().Create();
        var rebound = new Roots(db.Model, context).Visit(query);
        var result = rebound.Type.GetInterfaces().Prepend(rebound.Type).FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IQueryable<>)) is { } sequence
            ? typeof(IEnumerable<>).MakeGenericType(sequence.GetGenericArguments())
            : rebound.Type;
        try
        {
            var compiled = (Delegate)Compile.MakeGenericMethod(result).Invoke(db.GetService<IDatabase>(), [rebound, false])!;
            if (compiled.DynamicInvoke(context) is IEnumerable rows)
                rows.GetEnumerator().MoveNext();
        }
        catch (TargetInvocationException fault) when (fault.InnerException is ServerAskedException asked)
        {
            return asked.Statement;
        }
        catch (TargetInvocationException fault)
        {
            throw new InvalidOperationException($"SQL Server cannot be asked this: {fault.InnerException!.Message}", fault.InnerException);
        }
        catch (ServerAskedException asked)
        {
            return asked.Statement;
        }
        throw new InvalidOperationException($"No statement came of this query: {query}");
    }

    [GeneratedRegex(@"\[(\w*Key|Caller|CallerId)\] (NOT )?IN \(\s+SELECT \[\w+\]\.\[value\]\s+FROM OPENJSON\(@\w+\) WITH \(\[value\] n?varchar")]
    private static partial Regex TwoCollations();

    private static DbContextOptions<SqlServerPartnershipDb> MakeOptions()
    {
        var options = new DbContextOptionsBuilder<SqlServerPartnershipDb>();
        options.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).AddInterceptors(new NoServer());
        options.OnSqlServer("Server=nowhere.example;Database=none", batchSize: null);
        return options.Options;
    }

    /// <summary>Puts the tables of SQL Server in the place of those of SQLite, and gives every parameter a value.</summary>
    private sealed class Roots(IModel model, QueryContext context) : ExpressionVisitor
    {
        /// <summary>Whether a query asks tables of the model and not a text of SQL.</summary>
        public static bool AreTables(Expression query)
        {
            var finder = new Finder();
            finder.Visit(query);
            return finder.IsOnTables;
        }

        protected override Expression VisitExtension(Expression node)
        {
            switch (node)
            {
                case EntityQueryRootExpression root:
                    return new EntityQueryRootExpression(model.FindEntityType(root.EntityType.Name)!);
                case QueryParameterExpression parameter:
                    context.Parameters[parameter.Name] = Sample(parameter.Type);
                    return parameter;
                default:
                    return base.VisitExtension(node);
            }
        }

        private static object? Sample(Type type)
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (type == typeof(string))
                return "text";
            if (type.IsArray || type.IsInterface && type.IsGenericType)
            {
                var element = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
                var array = Array.CreateInstance(element, 1);
                array.SetValue(Sample(element), 0);
                return array;
            }
            if (type.IsGenericType && type.GetInterfaces().FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(ICollection<>)) is { } collection)
            {
                var made = Activator.CreateInstance(type)!;
                collection.GetMethod(nameof(ICollection<>.Add))!.Invoke(made, [Sample(collection.GetGenericArguments()[0])]);
                return made;
            }
            return type.IsValueType ? Activator.CreateInstance(type) : RuntimeHelpers.GetUninitializedObject(type);
        }

        private sealed class Finder : ExpressionVisitor
        {
            public bool IsOnTables { get; private set; }

            protected override Expression VisitExtension(Expression node)
            {
                IsOnTables |= node is EntityQueryRootExpression;
                return base.VisitExtension(node);
            }
        }
    }

    private sealed class ServerAskedException(string statement) : Exception
    {
        public string Statement => statement;
    }

    private sealed class NoServer : DbCommandInterceptor, IDbConnectionInterceptor
    {
        public InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => InterceptionResult.Suppress();

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
            throw new ServerAskedException(command.CommandText.ReplaceLineEndings("\n"));

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
            throw new ServerAskedException(command.CommandText.ReplaceLineEndings("\n"));
    }
}
