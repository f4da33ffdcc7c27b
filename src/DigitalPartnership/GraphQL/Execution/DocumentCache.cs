using GraphQL;
using GraphQL.DI;
using GraphQL.Validation;
using GraphQL.Validation.Rules;
using GraphQLParser.AST;
using Microsoft.Extensions.Caching.Memory;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Remembers documents that were found valid, so that the same text is neither parsed nor checked against the schema again. What depends on
/// variables or on the request is checked every time.
/// </summary>
internal sealed class DocumentCache : IConfigureExecution, IDisposable
{
    // In characters of text; a parsed document takes some twenty times as many bytes.
    private const int Room = 2_000_000;

    private static readonly HashSet<IValidationRule> CheckedOnce = [.. DocumentValidator.CoreRules.Where(rule => rule is not FieldArgumentsAreValidRule)];

    private readonly MemoryCache _documents = new(new MemoryCacheOptions { SizeLimit = Room });

    public float SortOrder => 0;

    public async Task<ExecutionResult> ExecuteAsync(ExecutionOptions options, ExecutionDelegate next)
    {
        if (options.Document is not null || options.Query is not { } text)
            return await next(options);
        if (_documents.TryGetValue(text, out GraphQLDocument? known))
        {
            options.Document = known;
            options.ValidationRules = [.. (options.ValidationRules ?? DocumentValidator.CoreRules).Where(rule => !CheckedOnce.Contains(rule))];
            return await next(options);
        }
        var result = await next(options);
        if (result is { Executed: true, Document: { } valid })
            _documents.Set(text, valid, new MemoryCacheEntryOptions { Size = text.Length, SlidingExpiration = TimeSpan.FromHours(1) });
        return result;
    }

    public void Dispose() => _documents.Dispose();
}
