using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DigitalPartnership.Benchmarks.Serving;

/// <summary>What a server has answered. The head is as it came; of a body in chunks the frames are taken off.</summary>
internal sealed record Answer(int Status, string Head, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The value of a header, or null where there is none.</summary>
    public string? Header(string name) => Head.Split("\r\n").Select(line => line.Split(':', 2))
        .FirstOrDefault(pair => pair.Length == 2 && pair[0].Equals(name, StringComparison.OrdinalIgnoreCase))?[1].Trim();
}

/// <summary>
/// One HTTP connection that is kept open: a request goes out, its answer is read to the end, then comes the next. It blocks and
/// looks at no more than it must, so that a thread with one of them costs less than the server that answers.
/// </summary>
internal sealed class KeptConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 300_000 };
    private readonly List<Range> _parts = [];
    private byte[] _buffer = new byte[64 * 1024];
    private int _filled;
    private int _headEnd;

    public KeptConnection(int port) => _socket.Connect(IPAddress.Loopback, port);

    /// <summary>Sends a request and gives its answer.</summary>
    public Answer Ask(ReadOnlySpan<byte> request)
    {
        var (status, _) = Count(request);
        var body = new List<byte>();
        foreach (var part in _parts)
            body.AddRange(_buffer.AsSpan(part));
        return new Answer(status, Encoding.ASCII.GetString(_buffer, 0, _headEnd), [.. body]);
    }

    /// <summary>Sends a request and gives the status and the number of bytes of its answer's body.</summary>
    public (int Status, int Bytes) Count(ReadOnlySpan<byte> request)
    {
        _socket.Send(request);
        _filled = 0;
        _parts.Clear();
        _headEnd = Find("\r\n\r\n"u8, 0) + 4;
        var head = _buffer.AsSpan(0, _headEnd);
        var status = Number(head[9..12], NumberStyles.None);
        if (head.IndexOf("\r\nContent-Length: "u8) is >= 0 and var at)
        {
            var length = head[(at + 18)..];
            Take(_headEnd, Number(length[..length.IndexOf((byte)'\r')], NumberStyles.None));
        }
        else if (head.IndexOf("\r\nTransfer-Encoding: chunked"u8) >= 0)
        {
            TakeChunks();
        }
        return (status, Total());
    }

    public void Dispose() => _socket.Dispose();

    private void TakeChunks()
    {
        for (var at = _headEnd; ;)
        {
            var lineEnd = Find("\r\n"u8, at);
            var length = Number(_buffer.AsSpan(at..lineEnd), NumberStyles.AllowHexSpecifier);
            Take(lineEnd + 2, length);
            at = lineEnd + 2 + length + 2;
            Fill(at);
            if (length == 0)
                return;
        }
    }

    private void Take(int from, int length)
    {
        Fill(from + length);
        _parts.Add(from..(from + length));
    }

    private int Total()
    {
        var total = 0;
        foreach (var part in _parts)
            total += part.End.Value - part.Start.Value;
        return total;
    }

    private int Find(ReadOnlySpan<byte> sign, int from)
    {
        while (true)
        {
            if (_filled > from && _buffer.AsSpan(from.._filled).IndexOf(sign) is >= 0 and var at)
                return from + at;
            Fill(_filled + 1);
        }
    }

    private void Fill(int bytes)
    {
        if (_buffer.Length < bytes)
            Array.Resize(ref _buffer, Math.Max(bytes, 2 * _buffer.Length));
        while (_filled < bytes)
        {
            var read = _socket.Receive(_buffer, _filled, _buffer.Length - _filled, SocketFlags.None);
            _filled += read > 0 ? read : throw new SocketException((int)SocketError.ConnectionReset);
        }
    }

    private static int Number(ReadOnlySpan<byte> digits, NumberStyles style) => int.Parse(digits, style, CultureInfo.InvariantCulture);
}
