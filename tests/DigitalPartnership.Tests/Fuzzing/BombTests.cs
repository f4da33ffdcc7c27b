using System.Net.Sockets;
using System.Text;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Http;
using GraphQL;
using GraphQL.Execution;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace DigitalPartnership.Tests.Fuzzing;

public sealed class BombTests(ApiHost host) : IClassFixture<ApiHost>
{
    public static TheoryData<string> Documents => [.. Bombs.Documents.Keys];

    public static TheoryData<string> Bodies => [.. Bombs.Bodies.Keys];

    [Theory, MemberData(nameof(Documents))]
    public async Task A_document_made_to_do_harm_is_refused_with_a_code_and_little_ado(string bomb)
    {
        var (query, code) = Bombs.Documents[bomb];

        AssertIsRefused(await host.QueryAsync(query), code);
    }

    [Theory, MemberData(nameof(Bodies))]
    public async Task A_body_made_to_do_harm_is_refused_with_a_code_and_little_ado(string bomb)
    {
        var (json, code) = Bombs.Bodies[bomb];

        AssertIsRefused(await host.SendBodyAsync(json), code);
    }

    [Theory, Trait("Long", "true")]
    [InlineData("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50000\r\n\r\n{\"query\":\"", "408", "REQUEST_TOO_SLOW")]
    [InlineData("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n", "408", "REQUEST_TOO_SLOW")]
    [InlineData("POST /graphql HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", "408", null)]
    public async Task Whoever_sends_drop_by_drop_is_cut_off(string beginning, string status, string? code)
    {
        using var impatient = ApiHost.With(("Limits:HeaderSeconds", "2"));
        _ = impatient.Http;
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(impatient.Http.BaseAddress!.Host, impatient.Http.BaseAddress.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(beginning));
        var drop = beginning.Contains("chunked", StringComparison.Ordinal) ? "1\r\nx\r\n" : "x";

        var answer = ReadAsync(socket);
        for (var drops = 0; !answer.IsCompleted && drops < 300; drops++)
        {
            await Task.WhenAny(answer, Task.Delay(200));
            try
            {
                await socket.SendAsync(Encoding.ASCII.GetBytes(drop));
            }
            catch (SocketException)
            {
                break;
            }
        }

        Assert.StartsWith($"HTTP/1.1 {status} ", await answer);
        if (code is not null)
            Assert.Contains($"\"code\":\"{code}\"", await answer);
        await impatient.AskAsync("{ partners { totalCount } }");
    }

    private static void AssertIsRefused(Answer answer, string code)
    {
        Assert.Equal(code, answer.Code);
        Assert.True(answer.Status is 200 or 400 or 413, $"{answer.Status}");
        Assert.True(answer.Body.Length < 5_000, $"{answer.Body.Length} characters");
        answer.AssertTellsNothingOfTheInside();
    }

    private static async Task<string> ReadAsync(Socket socket)
    {
        var (text, buffer) = (new StringBuilder(), new byte[4096]);
        try
        {
            for (int read; (read = await socket.ReceiveAsync(buffer)) > 0;)
                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        catch (SocketException)
        {
        }
        return text.ToString();
    }
}

/// <summary>What refusing takes, compared with what parsing takes in the same run.</summary>
[Trait("Long", "true"), Collection(nameof(MeasuredAlone))]
public sealed class BombCostTests(ApiHost host, ITestOutputHelper output) : IClassFixture<ApiHost>
{
    private const int MostParsings = 10;

    // What every refused request takes: an exception, and a result with an error.
    private static readonly TimeSpan Refusing = TimeSpan.FromMilliseconds(0.5);

    [Fact]
    public async Task A_bomb_takes_at_most_twice_the_processor_time_of_parsing_it_and_one_within_the_limits_at_most_ten_times_that_of_the_largest_document()
    {
        _ = host.Http;
        var parser = new GraphQLDocumentBuilder();
        var largest = "{" + string.Concat(Enumerable.Repeat("a ", 9_990)) + "}";
        var parsingLargest = TimeSpan.MaxValue;
        var tooDear = new List<string>();
        foreach (var (name, (query, code)) in Bombs.Documents)
        {
            // What is within the limits is looked at by the rules of the language like any document.
            var isWithinLimits = !(code.EndsWith("_EXCEEDED", StringComparison.Ordinal) || code is "SYNTAX_ERROR" or "NO_FRAGMENT_CYCLES");
            var (parsing, refusing, isDear) = (TimeSpan.MaxValue, TimeSpan.MaxValue, true);
            // The compiler works beside the first runs, and others on the same machine.
            for (var tries = 0; isDear && tries < 10; tries++)
            {
                parsing = Min(parsing, await LeastAsync(() => ParseAsync(parser, query)));
                refusing = Min(refusing, await RefusingAsync(name));
                if (isWithinLimits)
                    parsingLargest = Min(parsingLargest, await LeastAsync(() => ParseAsync(parser, largest)));
                var most = 2 * parsing + Refusing;
                isDear = refusing > (isWithinLimits && MostParsings * parsingLargest > most ? MostParsings * parsingLargest : most);
            }
            var figures = $"{name}: refused in {refusing.TotalMilliseconds:0.000} ms, parsed in {parsing.TotalMilliseconds:0.000} ms";
            output.WriteLine(figures);
            if (isDear)
                tooDear.Add(figures);
        }
        Assert.Empty(tooDear);
    }

    private Task<TimeSpan> RefusingAsync(string bomb) => LeastAsync(async () =>
    {
        var (query, code) = Bombs.Documents[bomb];
        using var scope = host.Services.CreateScope();
        var executer = scope.ServiceProvider.GetRequiredService<IDocumentExecuter>();
        var result = await executer.ExecuteAsync(options => (options.Query, options.RequestServices, options.UserContext) = (query, scope.ServiceProvider, new Dictionary<string, object?>()));
        Assert.Equal(code, ErrorCodes.CodeOf(result.Errors![0]));
    });

    private static Task ParseAsync(GraphQLDocumentBuilder parser, string query)
    {
        try
        {
            parser.Build(query);
        }
        catch (Exception fault) when (fault is ExecutionError or GraphQLParser.Exceptions.GraphQLParserException)
        {
        }
        return Task.CompletedTask;
    }

    // The best of many short runs is the one that nothing disturbed.
    private static async Task<TimeSpan> LeastAsync(Func<Task> act)
    {
        var least = TimeSpan.MaxValue;
        for (var run = 0; run < 7; run++)
            least = Min(least, await ProcessorTimeAsync(act));
        return least;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static async Task<TimeSpan> ProcessorTimeAsync(Func<Task> act)
    {
        const int Times = 10;
        var before = Environment.CpuUsage.TotalTime;
        for (var times = 0; times < Times; times++)
            await act();
        return (Environment.CpuUsage.TotalTime - before) / Times;
    }
}
