using DigitalPartnership.Data;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Workplan;

/// <summary>All sectors, and those that a change adds by naming them.</summary>
internal sealed class SectorList
{
    private readonly Dictionary<string, Sector> _byKey;

    private SectorList(Dictionary<string, Sector> byKey) => _byKey = byKey;

    public static async Task<SectorList> LoadAsync(PartnershipDb db, CancellationToken cancellation = default) =>
        new(await db.Sectors.AsTracking().ToDictionaryAsync(sector => sector.NameKey, cancellation));

    /// <summary>The sector of this name; a new one, saved with the activity that gets it, where there is none.</summary>
    public Sector Named(string cell)
    {
        var name = cell.Trim();
        var key = Folding.Fold(name);
        if (_byKey.TryGetValue(key, out var known))
            return known;
        var body = Sector.BodyOf(name);
        return _byKey[key] = new Sector { Name = name, NameKey = key, Body = body, BodyKey = Folding.Fold(body) };
    }

    /// <summary>Puts sectors under those that their leading unit is by itself; to be called once all are named.</summary>
    public void FindParents()
    {
        foreach (var sector in _byKey.Values.Where(sector => sector.ParentId is null && sector.BodyKey != sector.NameKey))
            sector.Parent = _byKey.GetValueOrDefault(sector.BodyKey);
    }
}
