using DigitalPartnership.Auditing;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Assessments;

/// <summary>Wires assessments.</summary>
public static class AssessmentSetup
{
    /// <summary>The months from one assessment to the next where neither an agreement nor the configuration says otherwise.</summary>
    public const int AssumedMonths = 12;

    /// <summary>Registers the rounds with the rhythm that the configuration assumes.</summary>
    /// <exception cref="InvalidOperationException">Assessments:IntervalMonths is no number of months that there can be.</exception>
    public static IServiceCollection AddAssessments(this IServiceCollection services, IConfiguration configuration)
    {
        var months = configuration.GetValue<int?>("Assessments:IntervalMonths") ?? AssumedMonths;
        if (months is < AssessmentRhythm.Shortest or > AssessmentRhythm.Longest)
            throw new InvalidOperationException($"Assessments:IntervalMonths is {months}; it lies between {AssessmentRhythm.Shortest} and {AssessmentRhythm.Longest}.");
        services.AddSingleton(new AssessmentRounds(new AssessmentRhythm(months)));
        services.AddScoped<IReaction, CancellationWithPartnership>();
        services.AddScoped<AssessmentSheets>();
        services.AddScoped<IPersonalRecords, SubmittedParts>();
        services.AddScoped<IReaction, AssessmentNews>();
        services.AddScoped<IReminders, AssessmentReminders>();
        services.AddScoped<INotice, AssessmentReminderMail>();
        services.AddScoped<INotice, AssessmentNewsMail>();
        return services;
    }
}
