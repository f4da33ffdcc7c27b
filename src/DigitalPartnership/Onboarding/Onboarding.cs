using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Partners;

namespace DigitalPartnership.Onboarding;

/// <summary>What is done to take in one partner.</summary>
public sealed class Onboarding : IVersioned, IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => ("Organisation", Partnership?.OrganisationId ?? OrganisationId);

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>Renewed by every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>The key of the candidate.</summary>
    public int OrganisationId { get; init; }

    /// <summary>The candidate.</summary>
    public Partnership? Partnership { get; init; }

    /// <summary>The version of the template that it was opened with.</summary>
    public int TemplateVersion { get; init; }

    /// <summary>When it was opened.</summary>
    public DateOnly OpenedOn { get; init; }

    /// <summary>When the last of its tasks was completed or waived.</summary>
    public DateOnly? CompletedOn { get; private set; }

    /// <summary>Its tasks.</summary>
    public List<OnboardingTask> Tasks { get; } = [];

    /// <summary>Opens the onboarding of a candidate with all tasks of the template in force.</summary>
    public static Onboarding Open(Partnership partnership, DateOnly on)
    {
        var template = OnboardingTemplate.Latest;
        var expected = partnership.ExpectedOn?.Latest ?? on.AddDays(template.DaysWithoutExpectation);
        var onboarding = new Onboarding { Partnership = partnership, OrganisationId = partnership.OrganisationId, TemplateVersion = template.Version, OpenedOn = on };
        onboarding.Tasks.AddRange(template.Tasks.Select(task => new OnboardingTask
        {
            Onboarding = onboarding,
            Key = task.Key,
            Owner = task.Owner,
            DueOn = expected.AddDays(task.DueDays),
        }));
        return onboarding;
    }

    /// <summary>Completes the task that a record completes, where it is still to be done, and tells which others should have been done before.</summary>
    public IReadOnlyList<string> CompleteBy(CompletingRecord record, DateOnly on)
    {
        var template = OnboardingTemplate.Of(TemplateVersion);
        if (template.Tasks.FirstOrDefault(task => task.Record == record) is not { } task || Tasks.Find(known => known.Key == task.Key) is not { IsDone: false } open)
            return [];
        open.Complete(on, "record");
        CloseIfDone(on);
        return [.. task.WaitsFor.Where(before => Tasks.Exists(known => known.Key == before && !known.IsDone))];
    }

    /// <summary>Waives what is left when nothing will come of it.</summary>
    public void Abandon(DateOnly on, string reason)
    {
        foreach (var task in Tasks.Where(task => !task.IsDone))
            task.Waive(reason);
        CloseIfDone(on);
    }

    /// <summary>Notes the day on which nothing is left to be done.</summary>
    public void CloseIfDone(DateOnly on)
    {
        if (Tasks.TrueForAll(task => task.IsDone))
            CompletedOn ??= on;
    }
}
