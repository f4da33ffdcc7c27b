using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.GraphQL.Execution;

/// <summary>What goes wrong within lists is told as the stock engine tells it, and only once.</summary>
public sealed class OddAnswerTests
{
    private const int Seed = 20220608;

    private static readonly string[] Leaves =
    [
        "number", "required", "optional", "throws", "refuses", "kind", "isFirst", "half", "on", "at", "words", "someWords", "secret", "loaded", "later", "__typename",
        "greeting", "greeting(name: \"me\")", "greeting(times: $times)", "again: number", "optional @skip(if: $yes)", "required @include(if: $no)",
    ];

    private readonly ServiceProvider _ours = Services(_ => { });
    private readonly ServiceProvider _stock = Services(StockEngine.Wire);

    public OddAnswerTests() => StockEngine.Unmark(_stock);

    [Theory]
    [InlineData("{ odds { number optional isFirst half on at kind } }")]
    [InlineData("{ odds { number required } }")]
    [InlineData("{ odds(count: 2) { required children { required children { number required } } } }")]
    [InlineData("{ odds { throws number } }")]
    [InlineData("{ odds { refuses } }")]
    [InlineData("{ odds { secret number } }")]
    [InlineData("{ gaps { number } noGaps { number } }")]
    [InlineData("{ things { id size __typename ... on OddCircle { radius } ... on OddSquare { side } } }")]
    [InlineData("{ things { ... on OddSquare { corner } size } }")]
    [InlineData("{ table { number words } }")]
    [InlineData("{ breaks { number } odds { number } }")]
    [InlineData("{ odds { thing { ... on Node { id } ... on OddSquare { corner } } inner { number inner { optional } } } }")]
    [InlineData("{ odds { loaded number later } }")]
    [InlineData("{ odds { a: number } odds { b: optional } odds { children { number } } odds { children { optional } } }")]
    [InlineData("query($times: Int = 2) { odds { greeting greeting2: greeting(name: \"é\") three: greeting(times: $times) } }")]
    public async Task What_is_odd_is_told_as_the_stock_engine_tells_it(string document) => await CompareAsync(document);

    [Fact]
    public async Task Generated_documents_get_the_answers_of_the_stock_engine()
    {
        var random = new Random(Seed);
        for (var count = 0; count < 500; count++)
            await CompareAsync("query($yes: Boolean = true, $no: Boolean = false, $times: Int = 2) { " + Roots(random) + " }\n" + "fragment F on Odd { number " + Pick(random) + " }");
    }

    private static string Roots(Random random) => random.Next(5) switch
    {
        0 => $"gaps {{ ...F {Selection(random, 2)} }} few: odds(count: 1) {{ number }}",
        1 => $"table {{ ...F {Selection(random, 1)} }}",
        2 => $"noGaps {{ ...F {Selection(random, 1)} }} odds {{ {Selection(random, 1)} }}",
        3 => $"things {{ __typename ... on OddCircle {{ radius }} size @skip(if: $yes) }} odds {{ ...F }}",
        _ => $"odds(count: {random.Next(7)}) {{ ...F {Selection(random, 3)} }}",
    };

    private static string Selection(Random random, int depth)
    {
        var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(random)).ToList();
        if (depth > 0 && random.Next(2) == 0)
            parts.Add($"{(random.Next(2) == 0 ? "inner" : "children")} {{ {Selection(random, depth - 1)} }}");
        if (depth > 0 && random.Next(3) == 0)
            parts.Add($"... on Odd @include(if: $yes) {{ {Selection(random, depth - 1)} }}");
        if (random.Next(4) == 0)
            parts.Add("thing { id ... on OddSquare { side } }");
        return string.Join(' ', parts);
    }

    // An alias for each call, since one name may not mean two things.
    private static string Pick(Random random)
    {
        var leaf = random.Next(Leaves.Length);
        return Leaves[leaf].Contains(':') ? Leaves[leaf].Replace("greeting(", $"greeting{leaf}: greeting(") : Leaves[leaf];
    }

    private async Task CompareAsync(string document)
    {
        var stock = await StockEngine.AnswerAsync(_stock, document, null, null);
        for (var turn = 0; turn < 2; turn++)
        {
            await using var scope = _ours.CreateAsyncScope();
            using var buffer = new AnswerBuffer();
            scope.ServiceProvider.GetRequiredService<AnswerWriter>().Write(buffer, await StockEngine.ExecuteAsync(scope.ServiceProvider, document, null));
            var ours = System.Text.Encoding.UTF8.GetString(buffer.Written.Span);
            Assert.True(stock == ours, $"{document}\nstock: {stock}\nours:  {ours}");
        }
    }

    private static ServiceProvider Services(Action<IServiceCollection> change)
    {
        var features = new FeatureTypes().Feature(typeof(OddQueries), typeof(OddMutations), typeof(OddSubscriptions), typeof(OddNode), typeof(OddCircle), typeof(OddSquare));
        var services = new ServiceCollection().AddLogging().AddMetrics().AddScoped<Caller>();
        var configuration = new ConfigurationBuilder().Build();
        services.AddSingleton(TimeProvider.System).AddPartnershipTelemetry(configuration);
        services.AddPartnershipDatabase(configuration);
        services.AddPartnershipGraphQL(features, configuration);
        change(services);
        return services.BuildServiceProvider();
    }
}
