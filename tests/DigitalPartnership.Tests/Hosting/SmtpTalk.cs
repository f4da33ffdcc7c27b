using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;

namespace DigitalPartnership.Tests.Hosting;

/// <summary>What the server says on one connection.</summary>
internal sealed class SmtpTalk(SmtpServer server, NetworkStream stream, int number, CancellationToken running)
{
    private static readonly byte[] EndOfData = "\r\n.\r\n"u8.ToArray();

    private readonly PipeReader _in = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16_384));
    private readonly StringBuilder _replies = new();
    private readonly List<string> _recipients = [];
    private string? _sender;

    public async Task RunAsync()
    {
        await ReplyAsync(server.Greeting);
        await FlushAsync();
        while (server.Greeting.StartsWith('2') && await ReadLineAsync() is { } line)
        {
            server.CountCommand();
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await ReplyAsync($"250-localhost\r\n250-PIPELINING\r\n250-SIZE 20000000\r\n250-8BITMIME\r\n{(server.AtSignIn is null ? "" : "250-AUTH PLAIN\r\n")}250 ENHANCEDSTATUSCODES");
                    break;
                case "AUTH":
                    await ReplyAsync(server.AtSignIn ?? "502 5.5.1 Not offered");
                    break;
                case "MAIL":
                    _sender = server.AtSender is null ? AddressIn(line) : null;
                    _recipients.Clear();
                    await ReplyAsync(server.AtSender ?? "250 2.1.0 Sender taken");
                    break;
                case "RCPT":
                    await ReplyAsync(Recipient(AddressIn(line)));
                    break;
                case "DATA":
                    if (!await DataAsync())
                        return;
                    break;
                case "RSET":
                    _sender = null;
                    await ReplyAsync("250 2.0.0 Forgotten");
                    break;
                case "NOOP":
                    await ReplyAsync("250 2.0.0 Here");
                    break;
                case "QUIT":
                    await ReplyAsync("221 2.0.0 Goodbye");
                    await FlushAsync();
                    return;
                default:
                    await ReplyAsync("502 5.5.1 Unknown command");
                    break;
            }
        }
    }

    private string Recipient(string address)
    {
        if (_sender is null)
            return "503 5.5.1 Sender first";
        if (server.RefusalOf(address) is { } refusal)
            return refusal;
        _recipients.Add(address);
        return "250 2.1.5 Recipient taken";
    }

    /// <summary>Reads a mail; false where the connection is to break off.</summary>
    private async Task<bool> DataAsync()
    {
        if (_recipients.Count == 0 || server.AtData is not null)
        {
            await ReplyAsync(_recipients.Count == 0 ? "503 5.5.1 Recipient first" : server.AtData!);
            return true;
        }
        await ReplyAsync("354 Go on");
        await FlushAsync();
        var drop = server.TakeDrop();
        if (drop is DropPoint.BeforeTheEnd)
            return false;
        if (await ReadDataAsync() is not { } raw)
            return false;
        if (server.AfterData is null)
            server.Mails.Enqueue(new ReceivedMail(_sender!, [.. _recipients], raw, number));
        if (drop is not null)
            return false;
        await ReplyAsync(server.AfterData ?? "250 2.0.0 Accepted");
        return true;
    }

    private async Task<byte[]?> ReadDataAsync()
    {
        while (true)
        {
            var read = await _in.ReadAsync(running);
            var buffer = read.Buffer;
            var reader = new SequenceReader<byte>(buffer);
            if (reader.TryReadTo(out ReadOnlySequence<byte> mail, EndOfData))
            {
                var raw = Unstuffed([.. mail.ToArray(), .. "\r\n"u8]);
                _in.AdvanceTo(reader.Position);
                return raw;
            }
            _in.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                return null;
        }
    }

    private static byte[] Unstuffed(byte[] mail)
    {
        if (mail.AsSpan().IndexOf("\r\n.."u8) < 0 && mail[0] != '.')
            return mail;
        var to = 0;
        for (var from = 0; from < mail.Length; from++)
        {
            if (mail[from] != '.' || from > 0 && mail[from - 1] != '\n')
                mail[to++] = mail[from];
        }
        return mail[..to];
    }

    /// <summary>The next line; replies leave before the server waits, so that commands sent together are answered together.</summary>
    private async Task<string?> ReadLineAsync()
    {
        while (true)
        {
            if (!_in.TryRead(out var read))
            {
                await FlushAsync();
                read = await _in.ReadAsync(running);
            }
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.ASCII.GetString(buffer.Slice(0, end)).TrimEnd('\r');
                _in.AdvanceTo(buffer.GetPosition(1, end));
                return line;
            }
            _in.AdvanceTo(buffer.Start, buffer.End);
            await FlushAsync();
            if (read.IsCompleted)
                return null;
        }
    }

    private async Task ReplyAsync(string reply)
    {
        if (server.Delay > TimeSpan.Zero)
            await Task.Delay(server.Delay, running);
        _replies.Append(reply).Append("\r\n");
    }

    private async Task FlushAsync()
    {
        if (_replies.Length == 0 || server.IsSilent)
            return;
        var bytes = Encoding.ASCII.GetBytes(_replies.ToString());
        _replies.Clear();
        await stream.WriteAsync(bytes, running);
    }

    private static string AddressIn(string line) => line[(line.IndexOf('<') + 1)..line.IndexOf('>')];
}
