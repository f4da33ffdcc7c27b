using DigitalPartnership.Data;
using DigitalPartnership.Scheduling;
using DigitalPartnership.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.Scheduling;

public sealed class InstallationTests
{
    [Fact]
    public async Task The_installation_is_the_first_start_and_no_later_one()
    {
        using var first = ApiHost.OnEmptyFolder();
        // In Strasbourg it is the next day already.
        first.Time.SetUtcNow(SchedulerSteps.Instant("2022-06-30T22:30"));
        first.Prepare();
        using var later = ApiHost.On(first);
        later.Time.SetUtcNow(SchedulerSteps.Instant("2023-01-01T00:00"));
        later.Prepare();

        await using var scope = later.Services.CreateAsyncScope();
        Assert.Equal(new DateOnly(2022, 7, 1), await scope.ServiceProvider.GetRequiredService<PartnershipDb>().InstalledOnAsync());
    }
}
