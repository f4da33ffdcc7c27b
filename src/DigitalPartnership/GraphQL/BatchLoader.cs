using GraphQL.DataLoader;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Collects the keys that the fields of one request ask for and loads them in one statement. One instance lives as long
/// as one request, and the engine resolves fields one after another, so nothing here needs a lock.
/// </summary>
/// <typeparam name="TKey">What one record is found by.</typeparam>
/// <typeparam name="TValue">What a field gets for it.</typeparam>
public abstract class BatchLoader<TKey, TValue> : ILoader where TKey : notnull
{
    private readonly Dictionary<TKey, IDataLoaderResult<TValue>> _results = [];
    private Batch _pending = new();

    /// <summary>Asks for one key. The statement runs when the engine has gone through all fields of this level.</summary>
    public IDataLoaderResult<TValue> Load(TKey key)
    {
        if (_results.TryGetValue(key, out var known))
            return known;
        _pending.Keys.Add(key);
        return _results[key] = new Entry(this, key, _pending);
    }

    /// <summary>Hands over a value that another statement has brought already.</summary>
    public void Prime(TKey key, TValue value) => _results.TryAdd(key, new Loaded<TValue>(value));

    void ILoader.Forget() => _results.Clear();

    /// <summary>Loads the values of many keys at once; a key without a value is left out.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadAsync(IReadOnlyList<TKey> keys, CancellationToken cancellation);

    /// <summary>What a key gets for which nothing was found.</summary>
    protected abstract TValue Missing { get; }

    private sealed class Batch
    {
        public List<TKey> Keys { get; } = [];
        public Task<IReadOnlyDictionary<TKey, TValue>>? Values { get; set; }
    }

    private sealed class Entry(BatchLoader<TKey, TValue> loader, TKey key, Batch batch) : IDataLoaderResult<TValue>
    {
        public async Task<TValue> GetResultAsync(CancellationToken cancellationToken = default)
        {
            if (batch.Values is null)
            {
                loader._pending = new Batch();
                batch.Values = loader.LoadAsync(batch.Keys, cancellationToken);
            }
            try
            {
                return (await batch.Values).TryGetValue(key, out var value) ? value : loader.Missing;
            }
            catch (RequestError refusal)
            {
                // The engine writes into an error where it was met, and each key is met elsewhere.
                throw refusal.Again();
            }
        }

        async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await GetResultAsync(cancellationToken);
    }
}

/// <summary>One record for each key, or null where there is none.</summary>
public abstract class OneByKey<TKey, TValue> : BatchLoader<TKey, TValue?> where TKey : notnull where TValue : class
{
    /// <inheritdoc />
    protected sealed override TValue? Missing => null;
}

/// <summary>A list for each key, empty where there is nothing.</summary>
public abstract class ListByKey<TKey, TItem> : BatchLoader<TKey, IReadOnlyList<TItem>> where TKey : notnull
{
    /// <inheritdoc />
    protected sealed override IReadOnlyList<TItem> Missing => [];
}

/// <summary>A value that is there already.</summary>
internal sealed class Loaded<T>(T value) : IDataLoaderResult<T>
{
    public Task<T> GetResultAsync(CancellationToken cancellationToken = default) => Task.FromResult(value);

    Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => Task.FromResult<object?>(value);
}

/// <summary>A value that one statement brings once the engine asks for it.</summary>
internal sealed class Deferred<T>(Func<CancellationToken, Task<T>> load) : IDataLoaderResult<T>
{
    public Task<T> GetResultAsync(CancellationToken cancellationToken = default) => load(cancellationToken);

    async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await load(cancellationToken);
}

/// <summary>Steps on from what a loader brings.</summary>
public static class Loading
{
    /// <summary>Turns the loaded value into what the field shows.</summary>
    public static IDataLoaderResult<TOut> Then<TIn, TOut>(this IDataLoaderResult<TIn> loaded, Func<TIn, TOut> next) =>
        new Deferred<TOut>(async cancellation => next(await loaded.GetResultAsync(cancellation)));

    /// <summary>Makes what the field shows of two loaded values.</summary>
    public static IDataLoaderResult<TOut> With<TOne, TOther, TOut>(this IDataLoaderResult<TOne> one, IDataLoaderResult<TOther> other, Func<TOne, TOther, TOut> next) =>
        new Deferred<TOut>(async cancellation => next(await one.GetResultAsync(cancellation), await other.GetResultAsync(cancellation)));
}
