using System.Threading.Channels;
using DigitalPartnership.Mail;
using DigitalPartnership.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Notifications;

/// <summary>
/// Sends mails one after the other over one connection. What came of a mail is recorded while the next one is being sent: a process that is killed
/// repeats the last few mails at most, each under the Message-ID that it had before.
/// </summary>
public sealed class Dispatcher(IMailTransport transport, IServiceScopeFactory scopes, TimeProvider time)
{
    private const int Unrecorded = 8;
    private const int ProofOfRefusal = 3;
    private const int ProofOfOutage = 2;

    private bool _takesMail;
    private int _outages;
    private int _sent;
    private int _notSent;
    private int _notDue;

    /// <summary>Whether the server takes nothing for now.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>What came of all mails.</summary>
    public JobReport Report() => new(("sent", _sent), ("not sent", _notSent), ("no longer due", _notDue));

    /// <summary>Sends mails and records what came of each.</summary>
    /// <returns>What was not looked at: the texts had become too old to be sent unasked.</returns>
    public async Task<IReadOnlyList<Notification>> SendAsync(IReadOnlyList<Composed> mails, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var record = scope.ServiceProvider.GetRequiredService<DeliveryRecord>();
        await SetAsideAsync(mails, record);

        var waiting = new Queue<Composed>(mails.Where(mail => mail.Message is not null));
        var results = Channel.CreateBounded<Attempted>(Unrecorded);
        var recording = RecordAsync(results, record);
        DeliveryOutcome? outage;
        try
        {
            outage = await SendAllAsync(waiting, results.Writer, cancellation);
        }
        finally
        {
            results.Writer.TryComplete();
            await recording;
        }
        if (outage is not { } why)
            return [.. waiting.Select(mail => mail.Row)];
        IsStopped = true;
        await record.PutOffAsync(waiting.Select(mail => mail.Row), why, Now);
        return [];
    }

    /// <summary>Sends until nothing is left, the texts are too old, or the server takes nothing; tells in the last case why.</summary>
    private async Task<DeliveryOutcome?> SendAllAsync(Queue<Composed> waiting, ChannelWriter<Attempted> results, CancellationToken cancellation)
    {
        var begun = Now;
        var refused = new List<Attempted>();
        DeliveryOutcome? outage = null;
        while (outage is null && waiting.TryPeek(out var mail) && Now - begun < Claims.Freshness)
        {
            cancellation.ThrowIfCancellationRequested();
            // Not to be broken off: the server may have taken the mail, and nobody would know.
            var delivery = await transport.SendAsync(mail.Message!, CancellationToken.None);
            waiting.Dequeue();
            var attempted = new Attempted(mail.Row, delivery.Outcome, delivery.Detail, Now);
            Count(delivery.Outcome);
            if (delivery.Outcome is DeliveryOutcome.AddressRefused && !_takesMail)
                refused.Add(attempted);
            else
                await results.WriteAsync(attempted, CancellationToken.None);
            outage = Outage(delivery.Outcome, refused.Count);
        }
        foreach (var attempted in refused)
            await results.WriteAsync(_takesMail || outage is null ? attempted : attempted with { Outcome = DeliveryOutcome.RefusedForAll }, CancellationToken.None);
        return outage;
    }

    private DeliveryOutcome? Outage(DeliveryOutcome outcome, int refused) => outcome switch
    {
        DeliveryOutcome.RefusedForAll => outcome,
        // Several addresses in a row and nobody's mail taken: it is the server, not the addresses.
        DeliveryOutcome.AddressRefused when refused >= ProofOfRefusal && !_takesMail => DeliveryOutcome.RefusedForAll,
        // One mail may break the connection by itself; two in a row are an outage.
        DeliveryOutcome.Unavailable when _outages >= ProofOfOutage => outcome,
        _ => null,
    };

    private void Count(DeliveryOutcome outcome)
    {
        _outages = outcome is DeliveryOutcome.Unavailable ? _outages + 1 : 0;
        if (outcome is DeliveryOutcome.Accepted)
        {
            _takesMail = true;
            _sent++;
        }
        else
        {
            _notSent++;
        }
    }

    private async Task RecordAsync(Channel<Attempted> results, DeliveryRecord record)
    {
        try
        {
            await foreach (var first in results.Reader.ReadAllAsync())
            {
                var batch = new List<Attempted> { first };
                while (results.Reader.TryRead(out var next))
                    batch.Add(next);
                if (batch.FindAll(mail => mail.Outcome is DeliveryOutcome.Accepted) is { Count: > 0 } sent)
                    await record.SentAsync(sent);
                foreach (var mail in batch.Where(mail => mail.Outcome is not DeliveryOutcome.Accepted))
                    await record.NotSentAsync(mail, _takesMail);
            }
        }
        catch (Exception fault)
        {
            // Nothing more is sent that could not be recorded.
            results.Writer.TryComplete(fault);
            throw;
        }
    }

    private async Task SetAsideAsync(IReadOnlyList<Composed> mails, DeliveryRecord record)
    {
        foreach (var (row, draft, _) in mails.Where(mail => mail.Message is null))
        {
            if (draft is NotDue notDue)
            {
                _notDue++;
                await record.SkippedAsync(row, notDue.Reason);
            }
            else
            {
                _notSent++;
                await record.UnwrittenAsync(row, ((Unwritten)draft).Fault, Now);
            }
        }
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
