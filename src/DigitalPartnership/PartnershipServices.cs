using DigitalPartnership.Access;
using DigitalPartnership.Agreements;
using DigitalPartnership.Assessments;
using DigitalPartnership.Auditing;
using DigitalPartnership.Calendar;
using DigitalPartnership.Charts;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Exports;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Home;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Mail;
using DigitalPartnership.Notifications;
using DigitalPartnership.Onboarding;
using DigitalPartnership.Organisations;
using DigitalPartnership.PublishedDocument;
using DigitalPartnership.Scheduling;
using DigitalPartnership.Site;
using DigitalPartnership.Telemetry;
using DigitalPartnership.Workplan;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DigitalPartnership;

/// <summary>What is wired, for either host.</summary>
public static class PartnershipServices
{
    /// <summary>Registers the whole product: its database, its features and its GraphQL schema.</summary>
    public static IServiceCollection AddPartnership(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(SiteSettings.Read(configuration));
        services.AddPartnershipTelemetry(configuration);
        services.AddPartnershipDatabase(configuration);
        services.AddMail(configuration);
        services.AddPartnershipGraphQL(PartnershipSchema.Features, configuration);
        services.AddScoped(scope => new FilterContext(scope.GetRequiredService<PartnershipDb>(), scope.GetRequiredService<TimeProvider>().TodayInStrasbourg()));

        services.AddScheduling(Timetable.Jobs);
        services.AddAssessments(configuration);

        services.AddScoped<Caller>();
        services.AddScoped<Changes>();
        services.AddSingleton<KnownDataVersion>();
        services.AddScoped<LiaisonSignIn>();
        services.AddScoped<IRetention, AnswerRetention>();
        services.AddScoped<IRetention, PersonalLinkRetention>();
        services.AddScoped<IReaction, StandingLogoPermission>();
        services.AddScoped<IReaction, CompletionByRecord>();
        services.AddScoped<IReaction, LiaisonTaskClosing>();
        services.AddScoped<IReaction, ActivityNews>();
        services.AddNotifications();
        services.AddScoped<INotice, ActivityMail>();
        services.AddScoped<INotice, WorkplanDigestMail>();
        services.AddScoped<INotice, OnboardingTaskMail>();
        services.AddScoped<INotice, PartnerWelcomeMail>();
        services.AddScoped<IReminders, OnboardingReminders>();
        services.AddScoped<PartnerWelcome>();
        services.AddSingleton<AnnexTemplate>();
        services.AddScoped<Annex>();
        services.AddScoped<NameResolver>();
        services.AddScoped<WorkplanImport>();
        services.AddScoped<ActivityCalendar>();
        services.AddScoped<Export, PartnersExport>();
        services.AddScoped<Export, OrganisationsExport>();
        services.AddScoped<Export, ActivitiesExport>();
        services.AddScoped<Export, ParticipationsExport>();
        services.AddScoped<Export, EngagementExport>();
        services.AddScoped<Export, WorkplanExport>();
        services.AddScoped<ExportDictionary>();
        services.AddScoped<PublishedDocumentImport>();
        services.AddScoped<ChartPrinter>();
        services.AddScoped<HomePrinter>();
        return services;
    }
}
