using System.Buffers;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Bytes that are written one after another into memory that is lent and given back, so that large answers leave nothing to collect.
/// </summary>
/// <param name="mostBytes">How many bytes may be written.</param>
public sealed class AnswerBuffer(int mostBytes = int.MaxValue) : IBufferWriter<byte>, IDisposable
{
    private const int Smallest = 16 * 1024;

    private byte[] _bytes = [];

    /// <summary>How many bytes have been written.</summary>
    public int Length { get; private set; }

    /// <summary>What has been written; gone once the buffer is disposed.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <inheritdoc />
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - Length);
        // Nothing is sent before the answer is whole, so that one that is too large can still be answered with an error.
        if (count > mostBytes - Length)
            throw new LimitError("ANSWER_TOO_LARGE", $"The answer would have more than {mostBytes} bytes. Ask for shorter lists or fewer fields.", mostBytes);
        Length += count;
    }

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(Length);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(Length);
    }

    /// <summary>Takes back everything that was written behind the first <paramref name="length"/> bytes.</summary>
    public void CutTo(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)Length, nameof(length));
        Length = length;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Length = 0;
        var lent = _bytes;
        _bytes = [];
        if (lent.Length > 0)
            ArrayPool<byte>.Shared.Return(lent);
    }

    private void MakeRoom(int size)
    {
        if (_bytes.Length - Length >= Math.Max(size, 1))
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(_bytes.Length * 2, checked(Length + size)), Smallest));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
