namespace DigitalPartnership.Benchmarks.Serving;

/// <summary>What an answer costs that is there already: the product beside a bare Kestrel endpoint that writes the same bytes.</summary>
internal static class CachedBenchmark
{
    private const string Compressed = "br, gzip";

    public static int Run(int percent)
    {
        using var data = new PartnershipData();
        var (question, requests) = (Question.Partners, 1000 * percent);
        var lines = new[]
        {
            Compare(data, requests, "POST", question.ByPost()),
            Compare(data, requests, "GET", question.ByGet()),
            Compare(data, requests, $"POST, {Compressed}", question.ByPost(Compressed)),
            Compare(data, requests, $"GET, {Compressed}", question.ByGet(Compressed)),
        };
        Console.WriteLine($"\n{question.Name}, how near the product comes to bare Kestrel (0.90 or more is wanted)\n{string.Join('\n', lines)}");
        return 0;
    }

    private static string Compare(PartnershipData data, int requests, string name, byte[] request)
    {
        // Both are new to each way to ask: what a server has met before decides how its code is compiled.
        using var product = Programs.Product(data.Small);
        product.WaitFor(request);
        var answer = product.WaitFor(request);
        var body = Path.Combine(data.Folder, "answer");
        File.WriteAllBytes(body, answer.Body);
        string[] encoding = answer.Header("Content-Encoding") is { } told ? [$"--encoding={told}"] : [];
        using var bare = Programs.This("bare", [$"--body={body}", $"--type={answer.Header("Content-Type")}", .. encoding]);
        if (!bare.WaitFor(request).Body.SequenceEqual(answer.Body))
            throw new InvalidOperationException("The bare endpoint does not write the bytes of the product.");

        Console.WriteLine($"{name}: {answer.Body.Length} bytes, {answer.Header("Content-Encoding") ?? "not compressed"}");
        Load.WarmUp(product, request, requests, answer.Body.Length);
        Load.WarmUp(bare, request, requests, answer.Body.Length);
        var (ours, theirs) = Turns.Take(
            "product", () => Load.Run(product, request, requests, answer.Body.Length),
            "bare Kestrel", () => Load.Run(bare, request, requests, answer.Body.Length));
        return $"  {name,-14}: {theirs.Milliseconds / ours.Milliseconds:0.00} by CPU per request, {ours.PerSecond / theirs.PerSecond:0.00} by requests a second";
    }
}
