using System.Diagnostics;
using System.Threading.Channels;
using DigitalPartnership.Dates;
using DigitalPartnership.Mail;
using DigitalPartnership.Scheduling;
using DigitalPartnership.Telemetry;
using DigitalPartnership.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigitalPartnership.Notifications;

/// <summary>
/// Sends mails one after the other over one connection. What came of a mail is recorded while the next one is being sent: a process that is killed
/// repeats the last few mails at most, each under the Message-ID that it had before.
/// </summary>
public sealed class Dispatcher(IMailTransport transport, IServiceScopeFactory scopes, PartnershipMeter meter, TimeProvider time, ILogger<Dispatcher> log)
{
    private const int Unrecorded = 8;
    private const int ProofOfRefusal = 3;
    private const int ProofOfOutage = 2;

    private Queue<Composed> _waiting = [];
    private int _outages;
    private int _refusals;
    private int _sent;
    private int _notSent;
    private int _notDue;

    /// <summary>What has not been handed to the server: the weekend has begun, the texts had become too old to be sent unasked, or something failed.</summary>
    public IReadOnlyList<Notification> Untried => [.. _waiting.Select(mail => mail.Row)];

    /// <summary>Whether the server takes nothing for now.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>What came of all mails.</summary>
    public JobReport Report() => new(("sent", _sent), ("not sent", _notSent), ("no longer due", _notDue));

    /// <summary>Sends mails and records what came of each.</summary>
    public async Task SendAsync(IReadOnlyList<Composed> mails, DateTime writtenAt, CancellationToken cancellation)
    {
        _waiting = new(mails.Where(mail => mail.Message is not null));
        await using var scope = scopes.CreateAsyncScope();
        var record = scope.ServiceProvider.GetRequiredService<DeliveryRecord>();
        await SetAsideAsync(mails, record);

        var results = Channel.CreateBounded<Attempted>(Unrecorded);
        var recording = Task.Run(() => RecordAsync(results, record), CancellationToken.None);
        DeliveryOutcome? outage;
        try
        {
            outage = await SendAllAsync(writtenAt, results.Writer, cancellation);
        }
        finally
        {
            results.Writer.TryComplete();
            await recording;
        }
        if (outage is not { } why)
            return;
        IsStopped = true;
        await record.PutOffAsync(Untried, why, Now);
    }

    /// <summary>Sends until nothing is left, nothing may leave any more, or the server takes nothing; tells in the last case why.</summary>
    private async Task<DeliveryOutcome?> SendAllAsync(DateTime writtenAt, ChannelWriter<Attempted> results, CancellationToken cancellation)
    {
        // Addresses that were refused while nobody else's mail was taken after them: the server may be refusing everybody.
        var refused = new List<Attempted>();
        DeliveryOutcome? outage = null;
        while (outage is null && _waiting.Count > 0 && MayLeave(writtenAt))
        {
            cancellation.ThrowIfCancellationRequested();
            var mail = _waiting.Dequeue();
            var delivery = await DeliverAsync(mail);
            var attempted = new Attempted(mail.Row, delivery.Outcome, delivery.Detail, Now);
            if (delivery.Outcome is DeliveryOutcome.Accepted)
                await SettleAsync(refused, Blame.Address, results);
            if (delivery.Outcome is DeliveryOutcome.AddressRefused)
                refused.Add(attempted);
            else
                await results.WriteAsync(attempted, CancellationToken.None);
            outage = Outage(delivery.Outcome);
        }
        if (refused.Count >= ProofOfRefusal)
            outage ??= DeliveryOutcome.RefusedForAll;
        await SettleAsync(refused, outage is null ? Blame.Unknown : Blame.Server, results);
        return outage;
    }

    /// <summary>Hands a mail over, and measures that.</summary>
    private async Task<Delivery> DeliverAsync(Composed mail)
    {
        using var span = TelemetryNames.Spans.StartActivity("mail", ActivityKind.Client);
        var delivery = await TryDeliverAsync(mail);
        var outcome = EnumNames.Of(delivery.Outcome);
        meter.MailEnded(mail.Row.Kind, outcome);
        span?.SetTag(TelemetryNames.MailKind, mail.Row.Kind).SetTag(TelemetryNames.MailOutcome, outcome);
        if (delivery.Outcome is not DeliveryOutcome.Accepted)
            span.Fail(outcome);
        return delivery;
    }

    /// <summary>Hands a mail over. One that cannot be put into the form of a mail must not keep the others from leaving.</summary>
    private async Task<Delivery> TryDeliverAsync(Composed mail)
    {
        try
        {
            // Not to be broken off: the server may have taken the mail, and nobody would know.
            return await transport.SendAsync(mail.Message!, CancellationToken.None);
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or FormatException)
        {
            log.LogError("Notification {Key} of the kind {Kind} cannot be sent as it is: {Fault}", mail.Row.Id, mail.Row.Kind, (fault.InnerException ?? fault).GetType().Name);
            return new Delivery(DeliveryOutcome.MessageRefused, $"It cannot be sent as it is: {(fault.InnerException ?? fault).GetType().Name}.");
        }
    }

    private bool MayLeave(DateTime writtenAt) => Now - writtenAt < Claims.Freshness && !Now.DayInStrasbourg().IsWeekend();

    private static async Task SettleAsync(List<Attempted> refused, Blame blame, ChannelWriter<Attempted> results)
    {
        foreach (var attempted in refused)
            await results.WriteAsync(attempted with { Blame = blame }, CancellationToken.None);
        refused.Clear();
    }

    /// <summary>Counts what has happened; tells whether it is an outage by now.</summary>
    private DeliveryOutcome? Outage(DeliveryOutcome outcome)
    {
        _outages = outcome is DeliveryOutcome.Unavailable ? _outages + 1 : 0;
        _refusals = outcome is DeliveryOutcome.RefusedForAll ? _refusals + 1 : 0;
        if (outcome is DeliveryOutcome.Accepted)
            _sent++;
        else
            _notSent++;
        return outcome switch
        {
            // One mail may break the connection by itself; two in a row are an outage.
            DeliveryOutcome.Unavailable when _outages >= ProofOfOutage => outcome,
            // A server may hold against one recipient what reads as if it were meant for everybody.
            DeliveryOutcome.RefusedForAll when _refusals >= ProofOfRefusal => outcome,
            _ => null,
        };
    }

    private static async Task RecordAsync(Channel<Attempted> results, DeliveryRecord record)
    {
        try
        {
            while (await results.Reader.WaitToReadAsync())
            {
                var batch = new List<Attempted>();
                while (results.Reader.TryRead(out var next))
                    batch.Add(next);
                if (batch.FindAll(mail => mail.Outcome is DeliveryOutcome.Accepted) is { Count: > 0 } sent)
                    await record.SentAsync(sent);
                foreach (var mail in batch.Where(mail => mail.Outcome is not DeliveryOutcome.Accepted))
                    await record.NotSentAsync(mail);
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
