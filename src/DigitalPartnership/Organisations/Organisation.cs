using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Sources;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Organisations;

/// <summary>A company or association that appears anywhere in the partnership, whether or not it is a partner.</summary>
public sealed class Organisation : IVersioned, IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => ("Organisation", Id);

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>Renewed by every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>Its readable address, for example <c>ripe-ncc</c>; never changes.</summary>
    public required string Slug { get; init; }

    /// <summary>The name it goes by today.</summary>
    public required string Name
    {
        get;
        set
        {
            field = value;
            NameKey = Folding.Fold(value);
        }
    }

    /// <summary>The name with case and accents folded, to sort and compare by.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>What sort of body it is.</summary>
    public OrganisationKind Kind { get; set; }

    /// <summary>ISO 3166-1 alpha-2 code of the country it is counted under; null where unknown.</summary>
    public string? Country { get; set; }

    /// <summary>Why it is counted under that country.</summary>
    public string? CountryBasis { get; set; }

    /// <summary>What it is and does, in a sentence or two.</summary>
    public string? Summary { get; set; }

    /// <summary>Whether it is, was or may become a partner: such an organisation has a partnership record.</summary>
    public bool IsPartner { get; set; }

    /// <summary>The key of the organisation that owns it.</summary>
    public int? ParentId { get; set; }

    /// <summary>The organisation that owns it.</summary>
    public Organisation? Parent { get; set; }

    /// <summary>All names it has or had, and all spellings of them.</summary>
    public List<OrganisationName> Names => field ??= [];

    /// <summary>The organisations it is a member of.</summary>
    public List<Membership> Memberships => field ??= [];

    /// <summary>Where what is said here comes from.</summary>
    public List<Source> Sources { get; init; } = [];

    /// <summary>Adds a name, unless it is there already. Spellings that fold to one key share it.</summary>
    public void AddName(string name, NameKind kind, DateOnly? from = null, DateOnly? to = null)
    {
        if (Names.Any(known => known.Name == name))
            return;
        Names.Add(new OrganisationName { Name = name, Kind = kind, From = from, To = to });
        ShareKeys();
    }

    /// <summary>Takes a new name from a day on. The former one stays among its names.</summary>
    public void Rename(string name, DateOnly? from)
    {
        foreach (var current in Names.Where(known => known.Kind is NameKind.Current))
        {
            current.Kind = NameKind.Former;
            current.To = from?.AddDays(-1);
        }
        TakeName(name, from);
    }

    /// <summary>Writes the name as it should have been written; what was written by mistake is dropped.</summary>
    public void CorrectName(string name)
    {
        var since = Names.Find(known => known.Kind is NameKind.Current)?.From;
        Names.RemoveAll(known => known.Kind is NameKind.Current);
        TakeName(name, since);
    }

    /// <summary>The readable address made of a name: its words in lower case without accents.</summary>
    public static string SlugOf(string name) => Folding.Key(name.Replace("&", "")).Replace(' ', '-');

    private void ShareKeys()
    {
        foreach (var same in Names.GroupBy(name => Folding.Key(name.Name)))
        {
            var bearer = same.FirstOrDefault(name => name.Key is not null) ?? same.First();
            bearer.Key = same.Key;
        }
    }

    private void TakeName(string name, DateOnly? from)
    {
        Name = name;
        if (Names.Find(known => known.Name == name) is { } known)
        {
            known.Kind = NameKind.Current;
            (known.From, known.To) = (from, null);
            ShareKeys();
        }
        else
        {
            AddName(name, NameKind.Current, from);
        }
    }
}

/// <summary>That one organisation is a member of another.</summary>
public sealed class Membership
{
    /// <summary>The key of the member.</summary>
    public int MemberId { get; init; }

    /// <summary>The key of the organisation it belongs to.</summary>
    public int BodyId { get; init; }

    /// <summary>The organisation it belongs to.</summary>
    public Organisation Body { get; init; } = null!;
}
