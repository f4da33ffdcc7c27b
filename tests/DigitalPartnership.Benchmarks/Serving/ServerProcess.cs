using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DigitalPartnership.Benchmarks.Serving;

/// <summary>A server in a process of its own on a free port of 127.0.0.1. It ends with this object, or with this program.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const int MostLines = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly Queue<string> _lines = [];

    private ServerProcess(Process process, int port)
    {
        (_process, Port) = (process, port);
        Leaving.Remember(End);
        process.OutputDataReceived += Note;
        process.ErrorDataReceived += Note;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    /// <summary>User and system time that the process has used so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The memory that the process occupies now, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The most memory that the process has occupied so far, in bytes.</summary>
    public long PeakWorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    public int Id => _process.Id;

    /// <summary>Starts a program of .NET; <c>--urls</c> is added. Whether it answers is another question.</summary>
    public static ServerProcess Start(string assembly, params IEnumerable<string> arguments)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments, "--urls", $"http://127.0.0.1:{port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        return new ServerProcess(Process.Start(start)!, port);
    }

    /// <summary>Asks until the server answers as it should, and gives that answer.</summary>
    public Answer WaitFor(byte[] request)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var connection = new KeptConnection(Port);
                var answer = connection.Ask(request);
                return answer.Status == 200 ? answer : throw new InvalidOperationException($"The server answers with {answer.Status}: {answer.Text}");
            }
            catch (SocketException) when (!_process.HasExited && Stopwatch.GetElapsedTime(begun) < Patience)
            {
                Thread.Sleep(1);
            }
            catch (SocketException)
            {
                throw new InvalidOperationException("The server has not started:\n" + string.Join('\n', _lines.TakeLast(40)));
            }
        }
    }

    /// <summary>How many of the lines that the process has written hold a text, once it has fallen silent.</summary>
    public int CountLines(string text)
    {
        for (var (before, now) = (-1, 0); ; before = now)
        {
            Thread.Sleep(500);
            lock (_lines)
                now = _lines.Count(line => line.Contains(text));
            if (now == before)
                return now;
        }
    }

    public void Dispose()
    {
        Leaving.Do(End);
        _process.Dispose();
    }

    private void End()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line.Data ?? "");
            if (_lines.Count > MostLines)
                _lines.Dequeue();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
