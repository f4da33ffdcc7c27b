extern alias functions;

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Scheduling;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace DigitalPartnership.Tests.Functions;

/// <summary>The program that Azure Functions starts, on a real port and on the database of a web host.</summary>
internal sealed class FunctionsHost(ApiHost database, ScriptedJob.Script? script = null) : WebApplicationFactory<functions::Program>
{
    public FakeTimeProvider Time => database.Time;

    /// <summary>Wires something besides what the program wires itself, and configures it; to be set before it is first used.</summary>
    public Action<IServiceCollection>? Wiring { get; set; }

    public Dictionary<string, string> Settings { get; } = [];

    public LogRecorder Logs { get; } = new();

    /// <summary>Calls a function as the Functions host does: in chunks, with its headers.</summary>
    public async Task<(int Status, string? MediaType, JsonElement Body)> CallAsync(string function, string body, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{function}") { Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(body))) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8");
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Azure-Functions-InvocationId", "3b2c7d52-9a3b-4f4e-8a39-5f3f1a0f2c11");
        using var response = await Http.SendAsync(request, cancellation);
        var answer = await response.Content.ReadAsStringAsync(cancellation);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), JsonDocument.Parse(answer).RootElement);
    }

    public HttpClient Http => field ??= MakeClient();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("hostBuilder:reloadConfigOnChange", "false");
        builder.UseSetting("FUNCTIONS_CUSTOMHANDLER_PORT", "0");
        builder.UseSetting(database.Database.Setting.Key, database.Database.Setting.Value);
        foreach (var (key, value) in Settings)
            builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Logs));
        builder.ConfigureServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            script?.Wire(services);
            Wiring?.Invoke(services);
        });
    }

    private HttpClient MakeClient()
    {
        // With a port of its own choice the factory would race the program, which starts at once.
        UseKestrel();
        return CreateClient();
    }
}
