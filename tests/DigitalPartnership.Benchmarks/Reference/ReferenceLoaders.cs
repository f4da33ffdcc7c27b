using DigitalPartnership.Data;
using DigitalPartnership.Organisations;
using DigitalPartnership.Workplan;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Benchmarks.Reference;

/// <summary>The first activities of each of many partners, by date.</summary>
internal sealed class ActivitiesByPartner(SqlitePartnershipDb db) : FirstByParent<Activity>
{
    protected override async Task<ILookup<int, Activity>> LoadAsync(IReadOnlyCollection<int> parents, int first, CancellationToken cancellation)
    {
        var links =
            from pair in db.Participations.Where(row => !row.IsWithdrawn && parents.Contains(row.OrganisationId)).Select(row => new { row.OrganisationId, row.ActivityId }).Distinct()
            join activity in db.Activities on pair.ActivityId equals activity.Id
            select new { pair.OrganisationId, Activity = activity };
        var rows = await db.Organisations.Where(partner => parents.Contains(partner.Id))
            .SelectMany(partner => links.Where(link => link.OrganisationId == partner.Id)
                .OrderBy(link => link.Activity.Date!.Earliest == null).ThenBy(link => link.Activity.Date!.Earliest)
                .ThenBy(link => link.Activity.Date!.Latest == null).ThenBy(link => link.Activity.Date!.Latest).ThenBy(link => link.Activity.Id)
                .Take(first))
            .OrderBy(link => link.Activity.Date!.Earliest == null).ThenBy(link => link.Activity.Date!.Earliest)
            .ThenBy(link => link.Activity.Date!.Latest == null).ThenBy(link => link.Activity.Date!.Latest).ThenBy(link => link.Activity.Id)
            .ToListAsync(cancellation);
        return rows.ToLookup(row => row.OrganisationId, row => row.Activity);
    }
}

/// <summary>The first organisations that take part in each of many activities, by name.</summary>
internal sealed class ParticipantsByActivity(SqlitePartnershipDb db) : FirstByParent<Organisation>
{
    protected override async Task<ILookup<int, Organisation>> LoadAsync(IReadOnlyCollection<int> parents, int first, CancellationToken cancellation)
    {
        var links =
            from pair in db.Participations.Where(row => !row.IsWithdrawn && parents.Contains(row.ActivityId)).Select(row => new { row.OrganisationId, row.ActivityId }).Distinct()
            join organisation in db.Organisations on pair.OrganisationId equals organisation.Id
            select new { pair.ActivityId, Organisation = organisation };
        var rows = await db.Activities.Where(activity => parents.Contains(activity.Id))
            .SelectMany(activity => links.Where(link => link.ActivityId == activity.Id)
                .OrderBy(link => link.Organisation.NameKey).ThenBy(link => link.Organisation.Id)
                .Take(first))
            .OrderBy(link => link.Organisation.NameKey).ThenBy(link => link.Organisation.Id)
            .ToListAsync(cancellation);
        return rows.ToLookup(row => row.ActivityId, row => row.Organisation);
    }
}

/// <summary>Collects the parents that a request asks for and loads the rows of all of them in one statement.</summary>
internal abstract class FirstByParent<TRow>
{
    private readonly Dictionary<(int Parent, int First), IDataLoaderResult<IEnumerable<TRow>>> _results = [];
    private readonly Dictionary<int, Batch> _pending = [];

    public IDataLoaderResult<IEnumerable<TRow>> Load(int parent, int first)
    {
        if (_results.TryGetValue((parent, first), out var known))
            return known;
        if (!_pending.TryGetValue(first, out var batch))
            batch = _pending[first] = new Batch(this, first);
        return _results[(parent, first)] = batch.Add(parent);
    }

    protected abstract Task<ILookup<int, TRow>> LoadAsync(IReadOnlyCollection<int> parents, int first, CancellationToken cancellation);

    private sealed class Batch(FirstByParent<TRow> loader, int first)
    {
        private readonly List<int> _parents = [];
        private Task<ILookup<int, TRow>>? _rows;

        public IDataLoaderResult<IEnumerable<TRow>> Add(int parent)
        {
            _parents.Add(parent);
            return new Result(this, parent);
        }

        private Task<ILookup<int, TRow>> LoadAsync(CancellationToken cancellation)
        {
            if (_rows is null)
            {
                loader._pending.Remove(first);
                _rows = loader.LoadAsync(_parents, first, cancellation);
            }
            return _rows;
        }

        private sealed class Result(Batch batch, int parent) : IDataLoaderResult<IEnumerable<TRow>>
        {
            public async Task<IEnumerable<TRow>> GetResultAsync(CancellationToken cancellationToken = default) => (await batch.LoadAsync(cancellationToken))[parent];

            async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await GetResultAsync(cancellationToken);
        }
    }
}
