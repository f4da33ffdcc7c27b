using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Functions;

/// <summary>The bodies that a running Functions host has sent to a custom handler.</summary>
internal static class RecordedCalls
{
    private static readonly JsonElement All = JsonDocument.Parse(File.ReadAllText(Repository.At("tests/DigitalPartnership.Tests/Functions/recorded-requests.json"))).RootElement;

    /// <summary>Their names.</summary>
    public static TheoryData<string> Names => [.. All.EnumerateObject().Select(call => call.Name)];

    /// <summary>One of them.</summary>
    public static string Body(string name) => All.GetProperty(name).GetRawText();
}
