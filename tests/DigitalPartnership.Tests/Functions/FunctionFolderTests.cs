using System.Text.Json;
using System.Text.Json.Nodes;
using DigitalPartnership.Scheduling;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Functions;

/// <summary>What Azure Functions reads, held to the timetable.</summary>
public sealed class FunctionFolderTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TheoryData<string> Jobs => [.. Timetable.Jobs.Select(job => job.Name)];

    [Fact]
    public void There_is_a_function_for_every_job_and_for_nothing_else()
    {
        var folders = Directory.GetDirectories(Repository.At("src/DigitalPartnership.Functions")).Where(folder => File.Exists(Path.Combine(folder, "function.json"))).Select(folder => Path.GetFileName(folder)!);

        Assert.Equal(Timetable.Jobs.Select(job => job.Name).Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Jobs))]
    public void A_function_has_the_schedule_setting_and_the_retries_of_its_job(string name)
    {
        var expected = Expected(Timetable.Jobs.Single(job => job.Name == name)).ToJsonString(Indented);

        var written = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.At("src/DigitalPartnership.Functions"), name, "function.json")))!.ToJsonString(Indented);

        Assert.True(expected == written, $"{name}/function.json should be\n{expected}");
    }

    [Fact]
    public void The_host_starts_the_program_that_is_published_beside_it()
    {
        var host = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.At("src/DigitalPartnership.Functions"), "host.json")))!;

        Assert.Equal("2.0", (string?)host["version"]);
        Assert.Equal("DigitalPartnership.Functions", (string?)host["customHandler"]!["description"]!["defaultExecutablePath"]);
    }

    private static JsonObject Expected(ScheduledJob job)
    {
        var function = new JsonObject
        {
            ["bindings"] = new JsonArray(new JsonObject
            {
                ["type"] = "timerTrigger",
                ["name"] = "timer",
                ["direction"] = "in",
                ["schedule"] = $"%{job.Setting}%",
                // The host keeps no record of what comes more than once a minute.
                ["useMonitor"] = !IsOftenerThanEveryMinute(job),
            }),
        };
        if (job.Retries > 0)
            function["retry"] = new JsonObject { ["strategy"] = "fixedDelay", ["maxRetryCount"] = job.Retries, ["delayInterval"] = job.RetryDelay.ToString("c") };
        return function;
    }

    private static bool IsOftenerThanEveryMinute(ScheduledJob job)
    {
        var schedule = JobSchedule.Parse(job, job.Schedule);
        var one = schedule.Next(new DateTime(2022, 6, 8, 0, 0, 0, DateTimeKind.Utc));
        return schedule.Next(one) - one < TimeSpan.FromMinutes(1);
    }
}
