using System.Data.Common;
using System.Net.Sockets;
using System.Text;
using DigitalPartnership.Tests.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigitalPartnership.Tests.Http;

public sealed class FailureTests
{
    [Fact]
    public async Task What_fails_inside_is_logged_with_its_field_and_the_client_gets_a_code_only()
    {
        using var host = new ApiHost();
        await host.AskAsync("{ __typename }");
        host.Sql.BeforeReading = _ => throw new InvalidOperationException("the secret of the cellar");

        foreach (var accept in (string[])[Requests.Json, Requests.GraphQL])
        {
            var answer = await host.QueryAsync("{ __typename list: partners { totalCount } }", ("Accept", accept));

            Assert.Equal((200, "INTERNAL_ERROR"), (answer.Status, answer.Code));
            Assert.Equal("list", answer.Json.GetProperty("errors")[0].GetProperty("path")[0].GetString());
            Assert.DoesNotContain("cellar", answer.Body);
            answer.AssertTellsNothingOfTheInside();
        }
        Assert.Contains(host.Logs.Lines, line => line.Level == LogLevel.Error && line.Text.Contains("The field partners.totalCount failed") && line.Text.Contains("the secret of the cellar"));

        host.Sql.BeforeReading = null;
        await host.AskAsync("{ partners { totalCount } }");
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_ended()
    {
        using var host = ApiHost.With(("Limits:Seconds", "1"));
        await host.AskAsync("{ partners { totalCount } }");
        host.Sql.BeforeReading = cancellation => Task.Delay(TimeSpan.FromMinutes(5), cancellation);

        var newer = await host.QueryAsync("{ partners { totalCount } }", ("Accept", Requests.GraphQL));
        var older = await host.QueryAsync("{ partners { totalCount } }", ("Accept", Requests.Json));

        Assert.Equal((504, "TIMED_OUT"), (newer.Status, newer.Code));
        Assert.Equal((200, "TIMED_OUT"), (older.Status, older.Code));
        older.AssertTellsNothingOfTheInside();
    }

    [SqliteFact]
    public async Task A_statement_that_would_never_end_is_broken_off()
    {
        var endless = new Endless();
        using var host = ApiHost.With(("Limits:Seconds", "1"));
        host.Wiring = services => services.AddSingleton<IInterceptor>(endless);
        await host.AskAsync("{ partners { totalCount } }");

        endless.IsOn = true;
        var (alone, among) = (await host.QueryAsync("{ partners { totalCount } }"), await host.QueryAsync("{ partners { totalCount } activities { totalCount } }"));
        endless.IsOn = false;

        Assert.Equal(("TIMED_OUT", "TIMED_OUT"), (alone.Code, among.Code));
        Assert.DoesNotContain(host.Logs.Lines, line => line.Level == LogLevel.Error);
        await host.AskAsync("{ partners { totalCount } }");
    }

    /// <summary>Puts a statement that never ends in the place of every other.</summary>
    private sealed class Endless : DbCommandInterceptor
    {
        public bool IsOn { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (IsOn)
                command.CommandText = "WITH RECURSIVE numbers(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers) SELECT COUNT(*) FROM numbers";
            return new(result);
        }
    }

    [Fact]
    public async Task A_client_that_goes_away_in_the_middle_of_its_body_or_of_the_answer_does_no_harm()
    {
        using var host = new ApiHost();
        await host.AskAsync("{ __typename }");
        const string Head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ";

        await SendAndLeaveAsync(host, Head + "5000\r\n\r\n{\"query\":\"{ __type");
        host.Sql.BeforeReading = cancellation => Task.Delay(TimeSpan.FromMinutes(5), cancellation);
        var statements = host.Sql.Statements.Count;
        const string Body = """{"query":"{ partners { totalCount } }"}""";
        await SendAndLeaveAsync(host, $"{Head}{Body.Length}\r\n\r\n{Body}", until: () => host.Sql.Statements.Count > statements);
        host.Sql.BeforeReading = null;

        await host.AskAsync("{ partners { totalCount } }");
        await Task.Delay(200);
        // Now and then Kestrel itself reports that it could not read the rest of such a body.
        Assert.Empty(host.Logs.Lines.Where(line => line.Level >= LogLevel.Error && !line.Text.Contains("automatic draining")).Select(line => line.Text));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task That_a_client_goes_away_is_noticed_while_the_database_holds_the_thread_of_its_request(int late)
    {
        var slow = new SlowToOpen();
        using var host = ApiHost.With(("Limits:Seconds", "120"));
        host.Wiring = services => services.AddSingleton<IInterceptor>(slow);
        await host.AskAsync("{ __typename }");
        slow.Noticed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        const string Body = """{"query":"{ partners { totalCount } }"}""";
        var head = $"POST /graphql HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {Tokens.Admin}\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n";

        await SendAndLeaveAsync(host, head + Body[..^late], until: () => slow.IsAsked, Body[^late..]);

        Assert.True(await slow.Noticed.Task);
    }

    /// <summary>Keeps the thread that asks it until nobody waits for it any more, or for long.</summary>
    private sealed class SlowToOpen : DbConnectionInterceptor
    {
        public TaskCompletionSource<bool>? Noticed { get; set; }

        public bool IsAsked { get; private set; }

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            if (Noticed is { Task.IsCompleted: false } noticed && !IsAsked)
            {
                IsAsked = true;
                noticed.TrySetResult(cancellationToken.WaitHandle.WaitOne(TimeSpan.FromSeconds(10)));
            }
            return new(result);
        }
    }

    private static async Task SendAndLeaveAsync(ApiHost host, string bytes, Func<bool>? until = null, string rest = "")
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(bytes));
        if (rest.Length > 0)
        {
            await Task.Delay(300);
            await socket.SendAsync(Encoding.ASCII.GetBytes(rest));
        }
        for (var pauses = 0; until is null ? pauses < 2 : !until(); pauses++)
        {
            Assert.True(pauses < 200, "The request has not reached the database.");
            await Task.Delay(50);
        }
        socket.LingerState = new LingerOption(true, 0);
    }
}
