extern alias functions;

using System.Diagnostics;
using System.Text;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Scheduling;

namespace DigitalPartnership.Tests.Functions;

/// <summary>The program started as a process, as the Functions host starts it.</summary>
public sealed class ProgramTests
{
    private static readonly string Call = RecordedCalls.Body("onTime");

    [Fact]
    public async Task The_program_listens_where_the_host_says_runs_a_job_and_ends_when_it_is_told_to()
    {
        using var database = new ApiHost();
        var port = FunctionsProcess.FreePort();
        using var program = Start(database, port);
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            await SchedulerSteps.UntilAsync(() => !program.HasExited && Answers(http));

            using var response = await http.PostAsync("/DataRetention", new StringContent(Call, Encoding.UTF8, "application/json"));

            Assert.Equal(200, (int)response.StatusCode);
            Assert.Contains("DataRetention, attempt 1 for ", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Contains("Succeeded", Assert.Single(database.Runs()), StringComparison.Ordinal);
            using var end = Process.Start("kill", ["-TERM", $"{program.Id}"]);
            await program.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(0, program.ExitCode);
        }
        finally
        {
            program.Kill();
        }
    }

    [Fact]
    public async Task The_program_leaves_a_database_that_nobody_has_prepared_alone()
    {
        using var database = ApiHost.OnEmptyFolder();
        var port = FunctionsProcess.FreePort();
        using var program = Start(database, port);
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            await SchedulerSteps.UntilAsync(() => !program.HasExited && Answers(http));

            using var response = await http.PostAsync("/DataRetention", new StringContent(Call, Encoding.UTF8, "application/json"));

            Assert.Equal(500, (int)response.StatusCode);
            Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        }
        finally
        {
            program.Kill();
        }
    }

    [Fact]
    public async Task A_schedule_that_cannot_be_read_stops_the_start_and_is_named()
    {
        using var database = new ApiHost();
        using var program = Start(database, FunctionsProcess.FreePort(), ("DataRetentionSchedule", "often"));

        var said = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();

        Assert.NotEqual(0, program.ExitCode);
        Assert.Contains("DataRetentionSchedule is 'often'", said, StringComparison.Ordinal);
    }

    private static Process Start(ApiHost database, int port, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(functions::Program).Assembly.Location]) { RedirectStandardError = true };
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";
        start.Environment[database.Database.Setting.Key.Replace(":", "__")] = database.Database.Setting.Value;
        start.Environment["Logging__LogLevel__Default"] = "None";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static bool Answers(HttpClient http)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            return http.Send(request).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
