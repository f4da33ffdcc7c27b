using System.Data;
using System.Data.Common;
using DigitalPartnership.Agreements;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Sources;
using DigitalPartnership.Workplan;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace DigitalPartnership.Tests.Hosting;

/// <summary>
/// Adds a partnership of any size to a migrated database, the same one for the same seed. A few partners take part in
/// very many activities and most in few; dates are as imprecise as real ones.
/// </summary>
public sealed class GeneratedPartnership(int partners, int activities, int participantsEach, int seed = 2022)
{
    private static readonly string[] Countries = ["US", "BE", "FR", "DE", "ES", "NL", "CH", "GB"];
    private static readonly Source Source = new() { Document = "Generated", Section = "Generated" };

    private readonly Random _random = new(seed);

    /// <summary>Writes everything in one transaction.</summary>
    public void Fill(PartnershipDb db) => db.Database.CreateExecutionStrategy().Execute(() => FillOnce(db));

    private void FillOnce(PartnershipDb db)
    {
        using var transaction = db.Database.BeginTransaction();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var organisations = Organisations();
        Save(db, organisations);
        Save(db, organisations.Select(ToPartnership));
        Save(db, organisations.SelectMany(LettersOf));
        var plans = Enumerable.Range(0, 4).Select(at => new DigitalPartnership.Workplan.Workplan { Period = $"{1960 + at * 4}-{1963 + at * 4}", From = new DateOnly(1960 + at * 4, 1, 1), To = new DateOnly(1963 + at * 4, 12, 31) }).ToList();
        var rows = Activities(plans, Sectors());
        Save(db, rows);
        AddParticipations(transaction, organisations, rows);
        transaction.Commit();
        db.ChangeTracker.AutoDetectChangesEnabled = true;
    }

    private List<Organisation> Organisations()
    {
        // Names in another order than keys, so that the first by name are not the busiest.
        var numbers = Enumerable.Range(0, partners).ToArray();
        _random.Shuffle(numbers);
        var made = new List<Organisation>(partners);
        foreach (var number in numbers)
        {
            var organisation = new Organisation
            {
                Slug = $"generated-{number:D6}",
                Name = $"Generated {number:D6}",
                Kind = Pick<OrganisationKind>(),
                Country = Countries[_random.Next(Countries.Length)],
                Summary = "A company that exists in tests only.",
                IsPartner = true,
                Sources = [Source],
                Parent = made.Count > 0 && number % 10 == 0 ? made[_random.Next(made.Count)] : null,
            };
            organisation.AddName(organisation.Name, NameKind.Current);
            organisation.AddName($"GEN{number:D6}", NameKind.Short);
            if (made.Count > 0 && number % 3 == 0)
                organisation.Memberships.Add(new Membership { Body = made[_random.Next(made.Count)] });
            made.Add(organisation);
        }
        return made;
    }

    private Partnership ToPartnership(Organisation organisation)
    {
        var joined = ImpreciseDate.OnDay(new DateOnly(2017, 1, 1).AddDays(_random.Next(1800)));
        var partnership = new Partnership { OrganisationId = organisation.Id, Status = PartnerStatus.Active, Wave = $"{joined.Earliest:yyyy}", JoinedOn = joined };
        partnership.Lifecycle.Add(new LifecycleEvent { Kind = LifecycleEventKind.Joined, On = joined, Description = "Letters were exchanged.", Sources = [Source] });
        return partnership;
    }

    private IEnumerable<Letter> LettersOf(Organisation organisation) => Enum.GetValues<Party>().Select(party => new Letter
    {
        OrganisationId = organisation.Id,
        Party = party,
        On = ImpreciseDate.OnDay(new DateOnly(2017, 1, 1).AddDays(_random.Next(1800))),
        SignatoryOffice = "Director",
        Sources = [Source],
    });

    private static List<Sector> Sectors()
    {
        var units = Enumerable.Range(0, 10).Select(unit => NewSector($"Unit {unit}", null)).ToList();
        return [.. units, .. units.Select(unit => NewSector($"{unit.Name} / Project", unit))];

        static Sector NewSector(string name, Sector? parent)
        {
            var body = Sector.BodyOf(name);
            return new() { Name = name, NameKey = name.ToLowerInvariant(), Body = body, BodyKey = body.ToLowerInvariant(), Parent = parent };
        }
    }

    private List<Activity> Activities(List<DigitalPartnership.Workplan.Workplan> plans, List<Sector> sectors)
    {
        var made = new List<Activity>(activities);
        for (var number = 0; number < activities; number++)
        {
            var activity = new Activity
            {
                Workplan = plans[number % plans.Count],
                Sector = sectors[_random.Next(sectors.Count)],
                Row = number,
                Title = $"Meeting {_random.Next(activities):D6} on generated questions",
                Category = Pick<ActivityCategory>(),
                Date = SomeDate(),
                Summary = "What the meeting is about, in a sentence that is about as long as those of the document.",
                SameEventAs = made.Count > 0 && number % 50 == 49 ? made[^1] : null,
                Sources = [Source],
            };
            activity.RenewSearchKey(activity.Sector.Name);
            made.Add(activity);
        }
        return made;
    }

    private ImpreciseDate? SomeDate()
    {
        var day = new DateOnly(2014, 1, 1).AddDays(_random.Next(3000));
        return _random.Next(20) switch
        {
            0 => null,
            1 => ImpreciseDate.Parse($"{day:yyyy}"),
            2 or 3 => ImpreciseDate.Parse($"{day:yyyy-MM}"),
            4 or 5 => ImpreciseDate.Parse($"{day:yyyy-MM-dd}/{day.AddDays(2):yyyy-MM-dd}"),
            _ => ImpreciseDate.OnDay(day),
        };
    }

    // By far the most rows: written without the change tracker, which would take most of the time.
    private void AddParticipations(IDbContextTransaction transaction, List<Organisation> organisations, List<Activity> rows)
    {
        var connection = transaction.GetDbTransaction();
        using var insert = connection.Connection!.CreateCommand();
        insert.Transaction = connection;
        insert.CommandText = """
            INSERT INTO Participations (Version, ActivityId, OrganisationId, Role, Certainty, ListedAs, IsWithdrawn)
            VALUES (@version, @activity, @organisation, @role, @certainty, @listedAs, @withdrawn)
            """;
        var (version, activity, organisation) = (Parameter("@version", DbType.Guid), Parameter("@activity", DbType.Int32), Parameter("@organisation", DbType.Int32));
        var (role, certainty, listedAs) = (Parameter("@role", DbType.String), Parameter("@certainty", DbType.String), Parameter("@listedAs", DbType.String));
        var withdrawn = Parameter("@withdrawn", DbType.Boolean);
        var id = new byte[16];
        foreach (var row in rows)
        {
            for (var number = 0; number < participantsEach; number++)
            {
                var popularity = _random.NextDouble();
                var taken = organisations[(int)(popularity * popularity * organisations.Count)];
                _random.NextBytes(id);
                version.Value = new Guid(id);
                activity.Value = row.Id;
                organisation.Value = taken.Id;
                role.Value = Pick<ParticipationRole>().ToString();
                certainty.Value = Pick<ParticipationCertainty>().ToString();
                listedAs.Value = taken.Name;
                withdrawn.Value = number == 0 && row.Row % 40 == 0;
                insert.ExecuteNonQuery();
            }
        }

        DbParameter Parameter(string name, DbType type)
        {
            var parameter = insert.CreateParameter();
            (parameter.ParameterName, parameter.DbType) = (name, type);
            insert.Parameters.Add(parameter);
            return parameter;
        }
    }

    private static void Save<T>(PartnershipDb db, IEnumerable<T> rows) where T : class
    {
        db.Set<T>().AddRange(rows);
        db.SaveChanges();
        db.ChangeTracker.Clear();
    }

    private T Pick<T>() where T : struct, Enum => Enum.GetValues<T>() is var values ? values[_random.Next(values.Length)] : default;
}
