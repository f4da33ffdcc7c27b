using DigitalPartnership.Auditing;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Liaisons;

/// <summary>Closes the Secretariat's tasks about liaisons when somebody is designated or leaves, or an address is taken for good again.</summary>
internal sealed class LiaisonTaskClosing : IReaction
{
    public async Task ReactAsync(Change change)
    {
        foreach (var liaison in change.Added<Liaison>())
            await CloseAsync(change, task => task.Kind == LiaisonTaskKind.LiaisonMissing && task.OrganisationId == liaison.OrganisationId && task.Party == liaison.Party);
        foreach (var liaison in change.Altered<Liaison>(nameof(Liaison.To)).Union(change.Altered<Liaison>(nameof(Liaison.ErasedOn)))
            .Union(change.Altered<Liaison>(nameof(Liaison.Deliverable)).Where(liaison => liaison.Deliverable)))
            await CloseAsync(change, task => task.Kind == LiaisonTaskKind.AddressRefused && task.LiaisonId == liaison.Id);
    }

    private static async Task CloseAsync(Change change, System.Linq.Expressions.Expression<Func<LiaisonTask, bool>> which)
    {
        foreach (var task in await change.Db.LiaisonTasks.AsTracking().Where(row => row.ClosedOn == null).Where(which).ToListAsync())
            task.ClosedOn = change.Today;
    }
}
