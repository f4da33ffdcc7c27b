using System.Runtime.CompilerServices;
using System.Text.Json;

namespace DigitalPartnership.Tests.Functions;

/// <summary>The bodies that a running Functions host has sent to a custom handler.</summary>
internal static class RecordedCalls
{
    private static readonly JsonElement All = JsonDocument.Parse(File.ReadAllText(Beside("recorded-requests.json"))).RootElement;

    /// <summary>Their names.</summary>
    public static TheoryData<string> Names => [.. All.EnumerateObject().Select(call => call.Name)];

    /// <summary>One of them.</summary>
    public static string Body(string name) => All.GetProperty(name).GetRawText();

    private static string Beside(string file, [CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, file));
}
