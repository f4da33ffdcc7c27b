using System.Diagnostics;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Infra;

/// <summary>What is asked of an installation after it was deployed.</summary>
public sealed class SmokeTestTests
{
    [LinuxFact]
    public async Task An_installation_that_works_passes()
    {
        using var host = new ApiHost();

        var (exitCode, said) = await RunAsync(host);

        Assert.True(exitCode == 0, said);
        Assert.Contains("\"totalCount\":29", said, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task An_installation_that_is_ready_but_has_lost_its_data_does_not()
    {
        using var host = new ApiHost();
        host.ChangeDatabase("DELETE FROM Onboardings; DELETE FROM Partnerships");

        var (exitCode, said) = await RunAsync(host);

        Assert.Equal(1, exitCode);
        Assert.Contains("The API answers, and not with the partners.", said, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Said)> RunAsync(ApiHost host)
    {
        var start = new ProcessStartInfo(Repository.At("infra/hooks/smoke-test.sh"), [host.Http.BaseAddress!.ToString()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(said));
    }
}
