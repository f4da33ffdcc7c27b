using System.Collections.Concurrent;

namespace DigitalPartnership.Api.Answers;

/// <summary>
/// The answers that were made from one version of the data on one day, together no larger than allowed. What nobody has asked for again
/// goes first. With the next version or day there is a new edition, and this one is dropped as a whole.
/// </summary>
/// <param name="version">The number of the public data from which, or from a later one, the answers were made.</param>
/// <param name="from">The instant at which the day began in Strasbourg, in UTC.</param>
/// <param name="until">The instant at which it ends.</param>
/// <param name="mostBytes">The most bytes that the answers may take together; a single one is kept where it takes an eighth of that or less.</param>
internal sealed class Edition(long version, DateTimeOffset from, DateTimeOffset until, long mostBytes)
{
    // Clients of one sort send the same bytes; of more ways to ask the same, those that came last are known.
    private const int MostRequests = 16;

    private readonly ConcurrentDictionary<string, Answer> _answers = new();
    private readonly ConcurrentDictionary<string, Task<Made>> _making = new();
    private readonly ConcurrentDictionary<KnownRequest, AnswerForm> _requests = new(new KnownRequest.Comparer());
    private readonly Queue<(string Key, Answer Answer)> _order = new();
    private readonly Lock _gate = new();
    private long _bytes;

    /// <summary>The bytes that are kept, all that is around them included, as well as that can be told.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Whether it is of a version and of the day of an instant.</summary>
    public bool IsOf(long number, DateTimeOffset now) => version == number && now >= from && now < until;

    /// <summary>The answer to a request that has come in before, byte by byte.</summary>
    public AnswerForm? Find(PlainRequest request)
    {
        if (!_requests.GetAlternateLookup<PlainRequest>().TryGetValue(request, out var form))
            return null;
        form.Answer.IsWanted = true;
        return form;
    }

    /// <summary>
    /// The answer to a question; of those who ask it at the same time one makes it and the others wait. Null where the answer is not for
    /// sharing, and also where making it has failed for somebody else: then everybody makes it alone.
    /// </summary>
    /// <param name="key">The question's key.</param>
    /// <param name="make">Makes the answer; gives null for one that is not for sharing.</param>
    /// <param name="gone">That this asker has gone. Whoever waits for an asker who goes begins again.</param>
    /// <param name="patience">Ends the waiting for another.</param>
    public async Task<Answer?> GetAsync(string key, Func<Task<Answer?>> make, CancellationToken gone, CancellationToken patience)
    {
        while (true)
        {
            if (Find(key) is { } known)
                return known;
            var mine = new TaskCompletionSource<Made>(TaskCreationOptions.RunContinuationsAsynchronously);
            var making = _making.GetOrAdd(key, mine.Task);
            if (making == mine.Task)
                return await MakeAsync(key, make, mine, gone);
            if (await making.WaitAsync(patience) is { IsBrokenOff: false } made)
                return made.Answer;
        }
    }

    /// <summary>The form of an answer in one coding, and from now on the answer to a request that asked for it so.</summary>
    public AnswerForm FormOf(Answer answer, ContentCoding coding, KnownRequest? request)
    {
        var isNew = !answer.Has(coding);
        var form = answer.In(coding);
        if (!isNew && request is null)
            return form;
        lock (_gate)
        {
            if (!answer.IsKept)
                return form;
            if (request is not null && _requests.TryAdd(request, form))
            {
                answer.Requests.Add(request);
                if (answer.Requests.Count > MostRequests)
                {
                    _requests.TryRemove(answer.Requests[0], out _);
                    answer.Requests.RemoveAt(0);
                }
            }
            Weigh(answer);
            DropUnwanted();
        }
        return form;
    }

    private async Task<Answer?> MakeAsync(string key, Func<Task<Answer?>> make, TaskCompletionSource<Made> mine, CancellationToken cancellation)
    {
        var made = new Made(null, IsBrokenOff: false);
        try
        {
            // Another may have made it between the look and the turn.
            made = new Made(Find(key) ?? await make(), IsBrokenOff: false);
            if (made.Answer is { IsKept: false } answer)
                Keep(key, answer);
            return made.Answer;
        }
        finally
        {
            if (made.Answer is null && cancellation.IsCancellationRequested)
                made = new Made(null, IsBrokenOff: true);
            _making.TryRemove(key, out _);
            mine.SetResult(made);
        }
    }

    private Answer? Find(string key)
    {
        if (!_answers.TryGetValue(key, out var known))
            return null;
        known.IsWanted = true;
        return known;
    }

    private void Keep(string key, Answer answer)
    {
        if (answer.Size > mostBytes / 8)
            return;
        lock (_gate)
        {
            answer.IsKept = true;
            _answers[key] = answer;
            _order.Enqueue((key, answer));
            Weigh(answer);
            DropUnwanted();
        }
    }

    private void Weigh(Answer answer)
    {
        var size = answer.Size;
        Interlocked.Add(ref _bytes, size - answer.Weighed);
        answer.Weighed = size;
    }

    private void DropUnwanted()
    {
        // Who was asked for again gets one more chance, and not more: room is made in any case.
        for (var chances = _order.Count; _bytes > mostBytes && _order.TryDequeue(out var oldest);)
        {
            var (key, answer) = oldest;
            if (answer.IsWanted && chances-- > 0)
            {
                answer.IsWanted = false;
                _order.Enqueue(oldest);
                continue;
            }
            _answers.TryRemove(key, out _);
            foreach (var request in answer.Requests)
                _requests.TryRemove(request, out _);
            answer.IsKept = false;
            Interlocked.Add(ref _bytes, -answer.Weighed);
        }
    }

    private sealed record Made(Answer? Answer, bool IsBrokenOff);
}
