using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using DigitalPartnership.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace DigitalPartnership.Auditing;

/// <summary>
/// Takes down what a unit of work is about to change. It is asked before the records are saved, when both sides are
/// still known, and written after, when new records have their keys.
/// </summary>
internal sealed class AuditTrail
{
    private const string Hidden = "(personal)";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly List<Record> _records = [];

    /// <summary>Takes down what is about to be saved.</summary>
    public void BeforeSaving(PartnershipDb db)
    {
        db.ChangeTracker.DetectChanges();
        foreach (var entry in db.ChangeTracker.Entries<IAudited>())
        {
            var columns = entry.State switch
            {
                EntityState.Added or EntityState.Deleted => AllColumns(entry),
                EntityState.Modified => AllColumns(entry).Where(column => !column.IsIdentity && !Equals(column.Original, column.Current)),
                _ => [],
            };
            var names = columns.Select(column => column.Name).ToHashSet();
            if (names.Count > 0)
                _records.Add(new Record(entry, entry.State, names, entry.State is EntityState.Added ? null : Write(entry, names, original: true)));
        }
    }

    /// <summary>The entries of what was saved; to be called while the context still knows the records.</summary>
    public IReadOnlyList<AuditEntry> AfterSaving(DateTime at, string caller, string mutation, string? reason) =>
        [.. from record in _records
            let subject = ((IAudited)record.Entry.Entity).AuditSubject
            select new AuditEntry
            {
                At = at,
                Caller = caller,
                Action = $"{mutation}: {record.Entry.Metadata.ClrType.Name} {Verb(record.State)}",
                SubjectKind = subject.Kind,
                SubjectKey = subject.Key,
                Before = record.Before,
                After = record.State is EntityState.Deleted ? null : Write(record.Entry, record.Columns, original: false),
                Reason = reason,
            }];

    private static string Write(EntityEntry entry, HashSet<string> columns, bool original) =>
        JsonSerializer.Serialize(AllColumns(entry).Where(column => column.IsIdentity || columns.Contains(column.Name))
            .ToDictionary(column => column.Name, column => column.IsPersonal ? Hidden : original ? column.Original : column.Current), Json);

    private static IEnumerable<Column> AllColumns(EntityEntry entry) =>
        entry.Metadata.GetFlattenedProperties()
            .Where(property => property.Name != nameof(IVersioned.Version) && !property.IsShadowProperty() && (property.Name == "Key" || !property.Name.EndsWith("Key", StringComparison.Ordinal)))
            .Select(property => new Column(Named(property), IsPersonal(property), Shown(entry.OriginalValues, property), Shown(entry.CurrentValues, property)));

    private static object? Shown(PropertyValues values, IProperty property) =>
        property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(values[property]) : values[property];

    private static string Named(IProperty property) =>
        property.DeclaringType is IComplexType complex ? $"{complex.ComplexProperty.Name}.{property.Name}" : property.Name;

    private static bool IsPersonal(IProperty property) => property.PropertyInfo?.IsDefined(typeof(PersonalDataAttribute)) is true;

    private static string Verb(EntityState state) => state switch
    {
        EntityState.Added => "added",
        EntityState.Deleted => "removed",
        _ => "changed",
    };

    private sealed record Record(EntityEntry Entry, EntityState State, HashSet<string> Columns, string? Before);

    private sealed record Column(string Name, bool IsPersonal, object? Original, object? Current)
    {
        /// <summary>Whether it says which record of its kind is meant: told with every change, since the subject may have several.</summary>
        public bool IsIdentity => Name is "Id" or "Key";
    }
}
