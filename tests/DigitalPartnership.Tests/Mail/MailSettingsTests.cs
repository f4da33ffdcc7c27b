using DigitalPartnership.Mail;
using DigitalPartnership.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.Mail;

/// <summary>Asks what an operator is told who configures mail wrongly.</summary>
public sealed class MailSettingsTests
{
    private static readonly (string, string)[] Enough = [("Host", "mail.example"), ("From", "Partnership <p@org.example>"), ("Secretariat", "s@org.example")];

    [Fact]
    public void Without_a_server_everything_has_a_default()
    {
        var settings = Read();
        Assert.Null(settings.Host);
        Assert.Equal("partnership@partnership.example", settings.From.Address);
        Assert.Equal("Digital Partnership", settings.From.Name);
        Assert.Equal("secretariat@partnership.example", settings.Secretariat.Address);
        Assert.Equal("mails", settings.PickupFolder);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.Timeout);
    }

    [Theory]
    [InlineData(null, MailSecurity.StartTls, 587)]
    [InlineData("starttls", MailSecurity.StartTls, 587)]
    [InlineData("Tls", MailSecurity.Tls, 465)]
    [InlineData("None", MailSecurity.None, 25)]
    public void The_port_follows_from_the_security(string? given, MailSecurity security, int port)
    {
        var settings = Read([.. Enough, ("Security", given ?? "")]);
        Assert.Equal((security, port), (settings.Security, settings.Port));
        Assert.Equal(2525, Read([.. Enough, ("Security", given ?? ""), ("Port", "2525")]).Port);
    }

    [Theory]
    [InlineData("From", "", "Mail:From is missing")]
    [InlineData("Secretariat", "", "Mail:Secretariat is missing")]
    [InlineData("From", "no address", "Mail:From must be")]
    [InlineData("Secretariat", "a@b, c@d", "Mail:Secretariat must be")]
    [InlineData("UserName", "account", "Mail:Password is missing")]
    [InlineData("Password", "top-secret-word", "Mail:UserName is missing")]
    [InlineData("Security", "Ssl", "Mail:Security must be StartTls, Tls or None.")]
    [InlineData("Security", "7", "Mail:Security must be StartTls, Tls or None.")]
    [InlineData("Port", "0", "Mail:Port must be")]
    [InlineData("Port", "smtp", "Mail:Port must be")]
    [InlineData("TimeoutSeconds", "-1", "Mail:TimeoutSeconds must be")]
    public void What_is_wrong_is_said_in_one_sentence_that_names_the_key(string key, string value, string sentence)
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Read([.. Enough, (key, value)]));
        Assert.StartsWith(sentence, failure.Message);
        Assert.DoesNotContain("top-secret-word", failure.Message);
    }

    [Fact]
    public void A_host_with_wrong_settings_does_not_start()
    {
        using var host = ApiHost.With(("Mail:Host", "mail.example"));
        var failure = Assert.Throws<InvalidOperationException>(() => host.StartServer());
        Assert.StartsWith("Mail:From is missing", failure.Message);
    }

    [Theory]
    [InlineData(true, typeof(SmtpTransport))]
    [InlineData(false, typeof(PickupFolder))]
    public async Task The_server_decides_which_way_mails_leave(bool withServer, Type transport)
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddMail(Configuration(withServer ? Enough : []));
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        Assert.IsType(transport, scope.ServiceProvider.GetRequiredService<IMailTransport>());
    }

    private static MailSettings Read(params (string Key, string Value)[] settings) => MailSettings.Read(Configuration(settings));

    private static IConfiguration Configuration((string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>();
        foreach (var (key, value) in settings)
            values[$"Mail:{key}"] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }
}
