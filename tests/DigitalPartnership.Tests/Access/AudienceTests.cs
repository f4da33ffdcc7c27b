using System.Text;
using System.Text.Json;
using DigitalPartnership.Access;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using Snapshooter;
using Snapshooter.Xunit;

namespace DigitalPartnership.Tests.Access;

public sealed class AudienceTests
{
    private const string Reviewed = "AudienceTests.Everybody_sees_what_is_theirs_to_see_and_nothing_else";

    private static readonly string[] Refusals = ["AUTH_NOT_AUTHENTICATED", "AUTH_NOT_AUTHORIZED"];

    /// <summary>
    /// Asks every field of the schema as four callers. Who gets it is held to a list that people have read: a line for each field, and
    /// what is not there must not be allowed.
    /// </summary>
    [Fact]
    public Task Everybody_sees_what_is_theirs_to_see_and_nothing_else() => WalkAsync(answers: "0", Snapshot.FullName(Reviewed));

    /// <summary>The same where answers are kept: every field is asked for after others have asked for it, and again.</summary>
    [Fact, Trait("Long", "true")]
    public Task Everybody_sees_what_is_theirs_to_see_whatever_others_have_been_answered() => WalkAsync(answers: "16", Snapshot.FullName(Reviewed));

    [Fact]
    public void Every_root_field_declares_who_may_see_it()
    {
        using var host = new ApiHost();
        host.StartServer();
        var schema = host.Services.GetRequiredService<ISchema>();

        Assert.Empty(
            from root in new[] { schema.Query, schema.Mutation!, schema.Subscription! }
            from field in root.Fields
            where !field.HasMetadata(AllowedAttribute.MetadataKey)
            select $"{root.Name}.{field.Name}");
    }

    /// <param name="answers">How many megabytes of answers the host keeps.</param>
    /// <param name="reviewed">The list that people have read.</param>
    private static async Task WalkAsync(string answers, SnapshotFullName reviewed)
    {
        using var host = ApiHost.With(("Answers:CacheMegabytes", answers));
        await EveryRecord.AddAsync(host);
        var own = Tokens.ForLiaison("of-icc@icc.example");
        var other = Tokens.ForLiaison("of-apple@apple.example");
        Assert.Equal("icc", await host.ActsForAsync(own));
        Assert.Equal("apple", await host.ActsForAsync(other));
        var walk = await EveryRecord.WalkAsync(host);

        // A field that the walk does not come to says nothing about who may see it.
        foreach (var (type, document) in walk.Types())
            Assert.True(IsReached((await host.PostAsAsync(Tokens.Admin, document)).GetProperty("data")), $"No {type}: {document}");

        var lines = new StringBuilder();
        foreach (var (field, document) in walk.Reads().Concat(walk.Mutations()).OrderBy(entry => entry.Field, StringComparer.Ordinal))
        {
            var allowed = new List<string>();
            string? toNobody = null;
            foreach (var (name, token) in new[] { ("anonymous", null), ("liaison", own), ("other liaison", other), ("admin", Tokens.Admin) })
            {
                if (await IsAllowedAsync(host, token, document))
                    allowed.Add(name);
                // What is answered to nobody in particular stays what it was, whoever has asked in between; mutations are refused to all of these.
                if (answers != "0" && !document.StartsWith("mutation", StringComparison.Ordinal) && (await host.PostAsAsync(null, document)).GetRawText() is var now)
                    Assert.Equal((field, toNobody ??= now), (field, now));
            }
            lines.Append(field).Append(": ").AppendJoin(", ", allowed).Append('\n');
        }

        Snapshot.Match(lines.ToString(), reviewed);
    }

    private static async Task<bool> IsAllowedAsync(ApiHost host, string? token, string document)
    {
        var answer = await host.PostAsAsync(token, document);
        if (!answer.TryGetProperty("errors", out var errors))
            return true;
        var codes = errors.EnumerateArray().Select(error => error.GetProperty("extensions").GetProperty("code").GetString()!).Distinct().ToList();
        Assert.True(codes is [var code] && Refusals.Contains(code), $"{document}\n{errors}");
        return false;
    }

    private static bool IsReached(JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.Null => false,
        JsonValueKind.Object => data.EnumerateObject().All(field => field.Value.ValueKind is not JsonValueKind.Object and not JsonValueKind.Array || IsReached(field.Value)),
        JsonValueKind.Array => data.EnumerateArray().Any(item => item.ValueKind is not JsonValueKind.Object || item.EnumerateObject().Any() && IsReached(item)),
        _ => true,
    };
}
