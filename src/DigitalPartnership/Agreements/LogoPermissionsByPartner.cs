using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Agreements;

/// <summary>The logo permissions of partners, the standing one first.</summary>
public sealed class LogoPermissionsByPartner(PartnershipDb db) : ListByKey<int, LogoPermission>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, IReadOnlyList<LogoPermission>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        (await db.LogoPermissions.Where(row => keys.Contains(row.OrganisationId)).OrderByDescending(row => row.Standing).ThenBy(row => row.Id).ToListAsync(cancellation))
            .GroupBy(row => row.OrganisationId)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<LogoPermission>)[.. group]);
}

/// <summary>Logo permissions by their keys.</summary>
public sealed class LogoPermissionById(PartnershipDb db, Caller caller) : NodeById<LogoPermission>(LogoPermissionNode.NodeKind, row => new LogoPermissionNode(row))
{
    /// <inheritdoc />
    protected override IQueryable<LogoPermission> Rows => db.LogoPermissions;

    /// <inheritdoc />
    protected override bool MaySee(LogoPermission row) => row.IsPublic || caller.MaySee(row.OrganisationId);
}
