using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Liaisons;

/// <summary>What tests do with liaisons, as the Secretariat does it.</summary>
internal static class LiaisonSteps
{
    public static async Task<string> PartnerAsync(this ApiHost host, string slug) =>
        (await host.AskAsync("query($slug: String!) { partner(slug: $slug) { id } }", new { slug })).GetProperty("partner").GetProperty("id").GetString()!;

    /// <summary>Sends a mutation as an admin and gives its payload.</summary>
    public static async Task<JsonElement> ChangeAsync(this ApiHost host, string mutation, object input, string? token = null) =>
        (await host.AskAsAsync(token ?? Tokens.Admin, $$"""
            mutation($input: {{char.ToUpperInvariant(mutation[0])}}{{mutation[1..]}}Input!) { {{mutation}}(input: $input) {
              liaison { id version party from to office name email language informationalMail deliverable }
              warnings { code }
              errors { __typename ... on Error { code message } ... on ValidationError { field } }
            } }
            """, new { input })).GetProperty(mutation);

    public static async Task<JsonElement> TryDesignateAsync(
        this ApiHost host, string slug, string email, string party = "PARTNER", string from = "2022-06-01", string name = "Liaison A", string language = "EN") =>
        await host.ChangeAsync("designateLiaison", new { partnerId = await host.PartnerAsync(slug), party, name, email, language, from });

    /// <summary>Designates a liaison and gives the id of the office.</summary>
    public static async Task<string> DesignateAsync(this ApiHost host, string slug, string email, string party = "PARTNER", string from = "2022-06-01", string name = "Liaison A") =>
        (await host.TryDesignateAsync(slug, email, party, from, name)).Made().GetProperty("liaison").GetProperty("id").GetString()!;

    public static JsonElement Made(this JsonElement payload)
    {
        Assert.Equal(JsonValueKind.Null, payload.GetProperty("errors").ValueKind);
        return payload;
    }

    public static string[] Warnings(this JsonElement payload) => [.. payload.Made().GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("code").GetString()!)];

    /// <summary>The errors of a payload, each as its code and the field where there is one.</summary>
    public static string[] Errors(this JsonElement payload)
    {
        Assert.Equal(JsonValueKind.Null, payload.GetProperty("liaison").ValueKind);
        return [.. payload.GetProperty("errors").EnumerateArray().Select(error =>
            error.GetProperty("code").GetString() + (error.TryGetProperty("field", out var field) ? " " + field.GetString() : ""))];
    }

    /// <summary>The slug of the partner that a caller acts for; null for none.</summary>
    public static async Task<string?> ActsForAsync(this ApiHost host, string token)
    {
        var partner = (await host.AskAsAsync(token, "{ viewer { partner { slug } } }")).GetProperty("viewer").GetProperty("partner");
        return partner.ValueKind is JsonValueKind.Null ? null : partner.GetProperty("slug").GetString();
    }
}
