using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Http;

public sealed class WarmingTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void A_host_that_is_to_be_warm_has_asked_the_database_what_a_front_page_asks_before_anybody_else_does(string warm, bool isAsked)
    {
        using var host = ApiHost.With(("Startup:Warm", warm));

        host.StartServer();

        Assert.Equal(isAsked, host.Sql.Statements.Any(statement => statement.Contains("Activities", StringComparison.Ordinal)));
        Assert.DoesNotContain(host.Logs.Lines, line => line.Text.Contains("warms the host up", StringComparison.Ordinal));
    }
}
