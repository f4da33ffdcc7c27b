using System.Text.Json;

namespace DigitalPartnership.Benchmarks.Serving;

/// <summary>What an answer costs that has to be worked out: the product beside a plain GraphQL.NET and EF host over the same database.</summary>
internal static class UncachedBenchmark
{
    public static int Run(int percent)
    {
        using var data = new PartnershipData();
        var small = Compare(Question.Partners, data.Small, 1000 * percent / 100, 600 * percent / 100);
        var large = Compare(Question.ThreeLevels, data.Large, 200 * percent / 100, 60 * percent / 100);
        Console.WriteLine($"""

            CPU per request, product / plain host
              {Question.Partners.Name}: {small:0.00} (0.55 or less is wanted)
              {Question.ThreeLevels.Name}: {large:0.00} (0.45 or less is wanted)
            """);
        return 0;
    }

    private static double Compare(Question question, string database, int warmUps, int requests)
    {
        var request = question.ByPost();
        using var product = Programs.Product(database, "--Answers:CacheMegabytes=0");
        var asked = product.WaitFor(request);
        using var reference = Programs.This("reference", $"--database={database}");
        var expected = reference.WaitFor(request);
        if (DataOf(asked) is var one && DataOf(expected) is var other && one != other)
            throw new InvalidOperationException($"The two do not give the same answer.\nproduct:    {From(one, other)}\nplain host: {From(other, one)}");

        Console.WriteLine($"{question.Name}: {asked.Body.Length} bytes");
        Load.WarmUp(product, request, warmUps, asked.Body.Length);
        Load.WarmUp(reference, request, warmUps, expected.Body.Length);
        var (ours, theirs) = Turns.Take(
            "product", () => Load.Run(product, request, requests, asked.Body.Length),
            "plain host", () => Load.Run(reference, request, requests, expected.Body.Length));
        return ours.Milliseconds / theirs.Milliseconds;
    }

    /// <summary>The text from a little before the place where it differs from another.</summary>
    private static string From(string text, string other) => text[Math.Max(0, text.AsSpan().CommonPrefixLength(other) - 80)..] is var rest && rest.Length > 400 ? rest[..400] + "…" : rest;

    private static string DataOf(Answer answer)
    {
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.TryGetProperty("errors", out var errors)
            ? throw new InvalidOperationException($"The answer has errors: {errors}")
            : document.RootElement.GetProperty("data").GetRawText();
    }
}
