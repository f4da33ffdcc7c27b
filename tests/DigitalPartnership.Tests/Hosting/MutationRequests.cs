using System.Text.Json;

namespace DigitalPartnership.Tests.Hosting;

/// <summary>Sends mutations to a host.</summary>
public static class MutationRequests
{
    /// <summary>Sends one mutation and gives its payload, which has no errors.</summary>
    public static async Task<JsonElement> ChangeAsync(this ApiHost host, string token, string mutation, object input, string result)
    {
        var payload = await host.MutateAsync(token, mutation, input, result);
        Assert.True(payload.GetProperty("errors").ValueKind is JsonValueKind.Null, payload.ToString());
        return payload;
    }

    /// <summary>Sends one mutation that is refused, and gives its errors: the code and, where a field is named, the field.</summary>
    public static async Task<string[]> RefusedAsync(this ApiHost host, string token, string mutation, object input)
    {
        var payload = await host.MutateAsync(token, mutation, input, "");
        Assert.True(payload.GetProperty("errors").ValueKind is JsonValueKind.Array, payload.ToString());
        return [.. payload.GetProperty("errors").EnumerateArray().Select(error =>
            error.GetProperty("code").GetString() + (error.TryGetProperty("field", out var field) ? " " + field.GetString() : ""))];
    }

    /// <summary>The codes of the warnings in a payload.</summary>
    public static string[] Warnings(this JsonElement payload) =>
        [.. payload.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("code").GetString()!)];

    private static async Task<JsonElement> MutateAsync(this ApiHost host, string token, string mutation, object input, string result)
    {
        var type = char.ToUpperInvariant(mutation[0]) + mutation[1..];
        var data = await host.AskAsAsync(token, $$"""
            mutation($input: {{type}}Input!) {
              {{mutation}}(input: $input) { {{result}} warnings { code message } errors { ... on Error { code message } ... on ValidationError { field } } }
            }
            """, new { input });
        return data.GetProperty(mutation);
    }
}
