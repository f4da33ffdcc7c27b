using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DigitalPartnership.Tests.Hosting;

/// <summary>The program that Azure Functions starts, as a process of its own on a database and a mail server of the test.</summary>
internal sealed class FunctionsProcess : IDisposable
{
    /// <summary>A call as the Functions host makes it.</summary>
    private const string Call = """
        {"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}},
        "Metadata":{"sys":{"MethodName":"NotificationDispatch","UtcNow":"2022-06-08T10:00:00.0012407Z","RandGuid":"f05b7d56-4fed-4d89-bd76-aa07c6e81792"}}}
        """;

    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly ConcurrentQueue<string> _log = new();

    /// <summary>Starts the program.</summary>
    /// <param name="host">The host that has prepared the database.</param>
    /// <param name="server">The mail server.</param>
    /// <param name="now">What the program's clock shows at its start.</param>
    public FunctionsProcess(ApiHost host, SmtpServer server, DateTimeOffset now)
    {
        var port = FreePort();
        var folder = AppContext.BaseDirectory;
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = host.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "exec", "--depsfile", Path.Combine(folder, "DigitalPartnership.Tests.deps.json"), "--runtimeconfig", Path.Combine(folder, "DigitalPartnership.Tests.runtimeconfig.json"),
                Path.Combine(folder, "DigitalPartnership.Functions.dll"),
            },
        };
        foreach (var (key, value) in Notifications.NotificationScene.Settings(server).Append(host.Database.Setting))
            start.Environment[key.Replace(":", "__")] = value;
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "DigitalPartnership.Tests";
        start.Environment[ProcessStart.ClockOffset] = (now - TimeProvider.System.GetUtcNow()).ToString("c");
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(2) };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What the program has written to its log.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Waits until the program answers, as the Functions host does.</summary>
    public async Task AnswersAsync()
    {
        for (var tries = 0; tries < 600 && !_process.HasExited; tries++)
        {
            try
            {
                using var answer = await _http.GetAsync("/");
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }
        throw new InvalidOperationException($"The program does not answer.\n{Log}");
    }

    /// <summary>Lets the timer of the dispatch come; tells the status and what was answered.</summary>
    public Task<(int Status, string Body)> DispatchAsync() => PostAsync("/NotificationDispatch");

    /// <summary>Dispatches whatever else is dispatching.</summary>
    public Task<(int Status, string Body)> DispatchAtOnceAsync() => PostAsync(ProcessStart.DispatchPath);

    /// <summary>Ends the program in the midst of whatever it does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
        _process.Dispose();
        _http.Dispose();
    }

    private async Task<(int Status, string Body)> PostAsync(string path)
    {
        using var body = new StringContent(Call, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(path, body);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A port on which nobody listens at the moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
