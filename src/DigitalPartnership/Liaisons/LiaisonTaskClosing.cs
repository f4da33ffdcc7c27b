using DigitalPartnership.Auditing;
using DigitalPartnership.Partners;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Liaisons;

/// <summary>Closes the Secretariat's tasks about liaisons when somebody is designated or leaves, or an address is to be tried again.</summary>
internal sealed class LiaisonTaskClosing : IReaction
{
    public async Task ReactAsync(Change change)
    {
        // Nobody can be designated for a partnership that has ended.
        foreach (var partner in change.Altered<Partnership>(nameof(Partnership.Status)).Where(row => row.Status is PartnerStatus.Terminated or PartnerStatus.Declined))
            await CloseAsync(change, task => task.OrganisationId == partner.OrganisationId);
        foreach (var liaison in change.Added<Liaison>().Where(row => row.From <= change.Today))
            await CloseAsync(change, task => task.Kind == LiaisonTaskKind.LiaisonMissing && task.OrganisationId == liaison.OrganisationId && task.Party == liaison.Party);
        foreach (var liaison in change.Altered<Liaison>(nameof(Liaison.Deliverable)).Where(row => row.Deliverable))
        {
            // Should the address be refused once more, a new task is opened.
            await CloseAsync(change, task => task.Kind == LiaisonTaskKind.AddressRefused && task.LiaisonId == liaison.Id);
            if (liaison.IsOpenOn(change.Today))
                await CloseAsync(change, task => task.Kind == LiaisonTaskKind.LiaisonMissing && task.OrganisationId == liaison.OrganisationId && task.Party == liaison.Party);
        }
        foreach (var liaison in change.Altered<Liaison>(nameof(Liaison.To)).Union(change.Altered<Liaison>(nameof(Liaison.ErasedOn))))
            await CloseAsync(change, task => task.Kind == LiaisonTaskKind.AddressRefused && task.LiaisonId == liaison.Id);
    }

    private static async Task CloseAsync(Change change, System.Linq.Expressions.Expression<Func<LiaisonTask, bool>> which)
    {
        foreach (var task in await change.Db.LiaisonTasks.AsTracking().Where(row => row.ClosedOn == null).Where(which).ToListAsync())
            task.ClosedOn = change.Today;
    }
}
