using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Scheduling;

namespace DigitalPartnership.Tests.Functions;

/// <summary>The folder that Azure takes, made by the deployment's own hook and started as the Functions host starts it.</summary>
[Trait("Long", "true")]
public sealed class PublishedFolderTests : IDisposable
{
    private const UnixFileMode RunBits = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("digital-partnership-jobs-").FullName, "published");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [LinuxFact]
    public async Task The_published_folder_does_a_real_job_on_a_real_database()
    {
        await PublishAsync();
        Assert.True(File.Exists(Path.Combine(_folder, "host.json")));
        Assert.Equal(Timetable.Jobs.Select(job => job.Name).Order(), Directory.GetFiles(_folder, "function.json", SearchOption.AllDirectories).Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order());
        Assert.True(OperatingSystem.IsLinux() && File.GetUnixFileMode(Path.Combine(_folder, "DigitalPartnership.Functions")).HasFlag(RunBits));

        using var database = new ApiHost();
        Assert.Equal(0, await OpenRoundsAsync(database));
        var port = FunctionsProcess.FreePort();
        using var program = Start(database, port);
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(5) };
            await AnswersAsync(program, http);

            var (status, mediaType, answer) = await CallAsync(http, "AssessmentCycle", RecordedCalls.Body("onTime"));

            Assert.Equal((200, "application/json"), (status, mediaType));
            Assert.Contains("AssessmentCycle, attempt 1 for ", answer.GetProperty("Logs")[0].GetString(), StringComparison.Ordinal);
            Assert.Equal(JsonValueKind.Object, answer.GetProperty("Outputs").ValueKind);
            Assert.Contains("Succeeded", Assert.Single(database.Runs()), StringComparison.Ordinal);
            Assert.Equal(25, await OpenRoundsAsync(database));

            // The host may call twice for one occurrence.
            var (again, _, _) = await CallAsync(http, "AssessmentCycle", RecordedCalls.Body("onTime"));
            Assert.Equal(200, again);
            Assert.Single(database.Runs());
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
        }
    }

    private async Task PublishAsync()
    {
        var start = new ProcessStartInfo(Repository.At("infra/hooks/publish-jobs.sh"), [_folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // What `dotnet test` has told its own build is not for this one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, string.Concat(said));
    }

    /// <summary>The host's environment: no .NET installed, the folder as working directory, a port, and the settings of the app.</summary>
    private Process Start(ApiHost database, int port)
    {
        var start = new ProcessStartInfo(Path.Combine(_folder, "DigitalPartnership.Functions")) { WorkingDirectory = _folder };
        start.Environment.Clear();
        foreach (var setting in JsonDocument.Parse(File.ReadAllText(Repository.At("infra/settings.json"))).RootElement.EnumerateObject())
            start.Environment[setting.Name] = setting.Value.GetString();
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";
        start.Environment["AzureWebJobsStorage__accountName"] = "storage";
        start.Environment["WEBSITE_SITE_NAME"] = "func-jobs";
        start.Environment[database.Database.Setting.Key.Replace(":", "__", StringComparison.Ordinal)] = database.Database.Setting.Value;
        return Process.Start(start)!;
    }

    private static async Task AnswersAsync(Process program, HttpClient http)
    {
        while (!program.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync("/");
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }
        Assert.Fail($"The program has ended with {program.ExitCode}.");
    }

    private static async Task<(int Status, string? MediaType, JsonElement Body)> CallAsync(HttpClient http, string function, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{function}") { Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(body))) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8");
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Azure-Functions-InvocationId", "3b2c7d52-9a3b-4f4e-8a39-5f3f1a0f2c11");
        request.Headers.Add("X-Azure-Functions-HostVersion", "4.1037.0.0");
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    private static async Task<int> OpenRoundsAsync(ApiHost host) =>
        (await host.AskAsAsync(Tokens.Admin, "{ assessments { totalCount } }")).GetProperty("assessments").GetProperty("totalCount").GetInt32();
}
