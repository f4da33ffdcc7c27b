using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigitalPartnership.Mail;

/// <summary>Chooses the way out for mails by configuration: a mail server where one is given, else a folder.</summary>
public static class MailSetup
{
    /// <summary>Registers the settings and the transport; its scopes have to be disposed of asynchronously.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = MailSettings.Read(configuration);
        services.AddSingleton(settings);
        return settings.Host is null
            ? services.AddScoped<IMailTransport>(scope => new PickupFolder(FullPath(scope, settings.PickupFolder)))
            : services.AddScoped<IMailTransport, SmtpTransport>();
    }

    private static string FullPath(IServiceProvider services, string folder) =>
        Path.GetFullPath(folder, services.GetService<IHostEnvironment>()?.ContentRootPath ?? Directory.GetCurrentDirectory());
}
