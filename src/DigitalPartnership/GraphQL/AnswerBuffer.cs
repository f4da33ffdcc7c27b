using System.Buffers;
using GraphQL;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Takes an answer as it is written and refuses to become larger than allowed. Nothing is sent before the answer is whole,
/// so that one that is too large can still be answered with an error. To be disposed of when the answer has been sent.
/// </summary>
/// <param name="mostBytes">How large the answer may become.</param>
public sealed class AnswerBuffer(int mostBytes) : IBufferWriter<byte>, IDisposable
{
    private const int FirstSize = 16 * 1024;

    private byte[] _bytes = [];
    private int _length;
    private int _most = mostBytes;

    /// <summary>What has been written.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Writes a result, or the error that it is too large.</summary>
    /// <returns>What was written.</returns>
    public async Task<ExecutionResult> TakeAsync(ExecutionResult result, IGraphQLSerializer serializer, CancellationToken cancellation)
    {
        try
        {
            await serializer.WriteAsync(new Stream(this), result, cancellation);
            return result;
        }
        catch (LimitError refusal)
        {
            var refused = new ExecutionResult { Errors = [refusal], Extensions = result.Extensions };
            // An error is small, however little is allowed.
            (_length, _most) = (0, int.MaxValue);
            await serializer.WriteAsync(new Stream(this), refused, cancellation);
            return refused;
        }
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        if (_length + count > _most)
            throw TooLarge();
        _length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_length >= _most)
            throw TooLarge();
        if (_bytes.Length - _length < Math.Max(sizeHint, 1))
            Grow(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _length) = ([], 0);
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, Math.Max(_bytes.Length * 2, _length + more)));
        Written.CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    private LimitError TooLarge() =>
        new("ANSWER_TOO_LARGE", $"The answer would have more than {_most} bytes. Ask for shorter lists or fewer fields.", _most);

    /// <summary>For serializers that write to streams alone.</summary>
    private sealed class Stream(AnswerBuffer buffer) : System.IO.Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => buffer._length;

        public override long Position
        {
            get => buffer._length;
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> bytes) => BuffersExtensions.Write(buffer, bytes);
        public override void Write(byte[] bytes, int offset, int count) => Write(bytes.AsSpan(offset, count));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
        {
            Write(bytes.Span);
            return ValueTask.CompletedTask;
        }

        public override void Flush() { }
        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public override int Read(byte[] bytes, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
