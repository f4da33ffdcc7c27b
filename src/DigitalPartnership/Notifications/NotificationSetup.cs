using DigitalPartnership.Data;
using DigitalPartnership.Liaisons;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Notifications;

/// <summary>Wires the ledger, for either host.</summary>
public static class NotificationSetup
{
    /// <summary>Registers what plans, writes and sends notifications; the features bring what they tell as <see cref="INotice"/> and <see cref="IReminders"/>.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddScoped<ReminderPlanner>();
        services.AddScoped<ReminderForecast>();
        services.AddScoped<Claims>();
        services.AddScoped<MailBacklog>();
        services.AddScoped<Composition>();
        services.AddScoped<Dispatcher>();
        services.AddScoped<DeliveryRecord>();
        services.AddScoped<IRetention, NotificationRetention>();
        services.AddScoped<IPersonalRecords, MailedNotifications>();
        services.AddScoped<INotice, LiaisonMissingMail>();
        services.AddScoped<INotice, AddressRefusedMail>();
        return services;
    }
}
