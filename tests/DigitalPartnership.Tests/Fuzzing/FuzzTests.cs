using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DigitalPartnership.Tests.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace DigitalPartnership.Tests.Fuzzing;

/// <summary>Sends what strangers might send, to the real host, and asks that nothing ever goes wrong on its side.</summary>
public sealed class FuzzTests
{
    [Fact]
    public async Task Five_thousand_generated_and_spoilt_documents_are_answered_or_refused()
    {
        using var stranger = await Stranger.ComeAsync();

        await stranger.SendAsync(from: 0, to: 5_000);
    }
}

/// <summary>The same at length and alone, so that memory can be measured.</summary>
[Trait("Long", "true"), Collection(nameof(MeasuredAlone))]
public sealed class LongFuzzTests
{
    // Whatever is kept for each of 95,000 documents shows, even a kilobyte.
    private const long MostGrowth = 95_000_000;

    [Fact]
    public async Task A_hundred_thousand_generated_and_spoilt_documents_are_answered_or_refused_and_leave_nothing_behind()
    {
        using var stranger = await Stranger.ComeAsync();
        await stranger.SendAsync(from: 0, to: 5_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await stranger.SendAsync(from: 5_000, to: 100_000);

        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(growth < MostGrowth, $"The live memory has grown by {growth} bytes.");
    }
}

/// <summary>Somebody who sends documents by their numbers; a number stands for the same document for ever.</summary>
internal sealed partial class Stranger : IDisposable
{
    private const int Connections = 4;
    private const int MostTold = 5;

    private static readonly int[] Statuses = [200, 400, 405, 413];

    private readonly ApiHost _host;
    private readonly ConcurrentQueue<string> _faults = new();
    private SchemaOutline _schema = null!;

    private Stranger()
    {
        // The limit that is shipped: no document takes longer, and none is to come near it.
        _host = ApiHost.With(("Limits:Seconds", "15"), ("Logging:LogLevel:Default", "Error"), ("Logging:LogLevel:Microsoft.AspNetCore", "Error"), ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Error"));
        // The recorder keeps every statement, and lets each wait.
        _host.Wiring = services => services.Remove(services.Single(service => service.ServiceType == typeof(IInterceptor) && ReferenceEquals(service.ImplementationInstance, _host.Sql)));
    }

    public static async Task<Stranger> ComeAsync()
    {
        var stranger = new Stranger();
        stranger._schema = await SchemaOutline.OfAsync(stranger._host);
        return stranger;
    }

    /// <summary>Sends the documents of these numbers and fails with the first that were not answered as they should be.</summary>
    public async Task SendAsync(int from, int to)
    {
        using var http = new HttpClient { BaseAddress = _host.Http.BaseAddress, Timeout = TimeSpan.FromSeconds(20) };
        var codes = new ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(Enumerable.Range(from, to - from), new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (number, cancellation) =>
        {
            if (_faults.Count >= MostTold)
                return;
            var body = Body(number);
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse("application/json") } } };
                if (number % 2 == 0)
                    request.Headers.Accept.ParseAdd("application/graphql-response+json");
                if (number % 5 == 0)
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.Admin);
                using var response = await http.SendAsync(request, cancellation);
                if (Fault((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation), codes) is { } fault)
                    Tell(number, body, fault);
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or JsonException)
            {
                Tell(number, body, fault.Message);
            }
        });
        Assert.True(_faults.IsEmpty && _host.Logs.Lines.Count == 0, string.Join("\n\n", _faults.Concat(_host.Logs.Lines.Take(MostTold).Select(line => line.Text))));
        // Were nearly everything refused, little would have been tried.
        Assert.True(codes.GetValueOrDefault("") > (to - from) / 10, $"Only {codes.GetValueOrDefault("")} were answered without an error: {string.Join(", ", codes)}");
        Assert.True(codes.Count > 20, string.Join(", ", codes));
    }

    public void Dispose() => _host.Dispose();

    // Two in three are what the schema mostly allows, the third is spoilt.
    private byte[] Body(int number)
    {
        var random = new Random(number);
        var request = DocumentGenerator.Write(_schema, random);
        return number % 3 < 2 ? Encoding.UTF8.GetBytes(request.ToJson()) : Mutations.Spoil(request, random);
    }

    private static string? Fault(int status, byte[] answer, ConcurrentDictionary<string, int> codes)
    {
        if (!Statuses.Contains(status))
            return $"The status is {status}.";
        using var json = JsonDocument.Parse(answer);
        var root = json.RootElement;
        if (!root.TryGetProperty("errors", out var errors))
        {
            codes.AddOrUpdate("", 1, (_, count) => count + 1);
            return root.TryGetProperty("data", out _) ? null : "There is neither data nor an error.";
        }
        foreach (var error in errors.EnumerateArray())
        {
            var code = error.GetProperty("extensions").GetProperty("code").GetString()!;
            codes.AddOrUpdate(code, 1, (_, count) => count + 1);
            if (code is "INTERNAL_ERROR" or "TIMED_OUT" || !Code().IsMatch(code))
                return $"The code is {code}: {error.GetProperty("message").GetString()}";
        }
        return errors.GetArrayLength() > 0 ? null : "The list of errors is empty.";
    }

    private void Tell(int number, byte[] body, string fault) => _faults.Enqueue($"{number}: {fault}\n{Encoding.Latin1.GetString(body)}");

    [GeneratedRegex("^[A-Z][A-Z_0-9]*$")]
    private static partial Regex Code();
}
