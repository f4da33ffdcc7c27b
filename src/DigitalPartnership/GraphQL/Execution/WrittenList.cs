using System.Collections;
using System.Text.Json;

namespace DigitalPartnership.GraphQL;

/// <summary>A list that stands as JSON in a buffer already. To whoever enumerates it, it shows the values that were written.</summary>
internal sealed class WrittenList(AnswerBuffer buffer, int start, int length) : IEnumerable
{
    public ReadOnlyMemory<byte> Json => buffer.Written.Slice(start, length);

    public IEnumerator GetEnumerator() => JsonSerializer.Deserialize<JsonElement[]>(Json.Span)!.GetEnumerator();
}
