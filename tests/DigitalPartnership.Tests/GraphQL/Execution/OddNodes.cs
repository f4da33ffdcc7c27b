using DigitalPartnership.Access;
using DigitalPartnership.GraphQL;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Tests.GraphQL.Execution;

/// <summary>Root fields that give what no field of the product ought to: nulls in required places, getters that throw, refusals.</summary>
[Extends(typeof(Query))]
public static class OddQueries
{
    [Allowed(Audience.Everyone)]
    public static IEnumerable<OddNode> Odds(int count = 6) => Enumerable.Range(0, count).Select(number => new OddNode(number));

    [Allowed(Audience.Everyone)]
    public static IEnumerable<OddNode?> Gaps() => [new OddNode(0), null, new OddNode(1)];

    [Allowed(Audience.Everyone)]
    public static IEnumerable<OddNode>? NoGaps() => [new OddNode(0), null!, new OddNode(1)];

    [Allowed(Audience.Everyone)]
    public static IEnumerable<OddThing> Things() => [new OddCircle(1), new OddSquare(2), new OddCircle(3)];

    [Allowed(Audience.Everyone)]
    public static IEnumerable<IEnumerable<OddNode>> Table() => [[new OddNode(0), new OddNode(1)], [], [new OddNode(5)]];

    [Allowed(Audience.Everyone)]
    public static IEnumerable<OddNode> Breaks()
    {
        yield return new OddNode(0);
        throw new InvalidOperationException("Breaks while it is read.");
    }
}

/// <summary>A mutation has to have a field.</summary>
[Extends(typeof(Mutation))]
public static class OddMutations
{
    [Allowed(Audience.Everyone)]
    public static int Nothing() => 0;
}

/// <summary>A subscription has to have a field.</summary>
[Extends(typeof(Subscription))]
public static class OddSubscriptions
{
    [Allowed(Audience.Everyone)]
    public static IObservable<int> Never() => throw new NotSupportedException();
}

[Name("Odd")]
public sealed class OddNode(int number)
{
    public int Number => number;

    public string Required => number == 3 ? null! : $"required {number}";

    public string? Optional => number % 2 == 0 ? null : "optional \"quoted\" é 💶";

    public string Throws => number == 2 ? throw new InvalidOperationException("Secret words.") : "calm";

    public string? Refuses => number == 4 ? throw new RequestError("VALIDATION_FAILED", "Not this one.", "number") : "taken";

    public OddKind Kind => number == 5 ? (OddKind)99 : OddKind.Even;

    public bool IsFirst => number == 0;

    public double Half => number / 2.0;

    public DateOnly On => new(2022, 6, 8);

    public DateTime At => new(2022, 6, 8, 10, 0, 0, DateTimeKind.Utc);

    public IEnumerable<string> Words => ["a", "b"];

    public IEnumerable<string?>? SomeWords => number == 1 ? null : ["a", null];

    public OddNode? Inner => number == 1 ? null : new OddNode(number + 10);

    public IEnumerable<OddNode> Children => [new OddNode(number + 1), new OddNode(number + 2)];

    public OddThing Thing => number % 2 == 0 ? new OddCircle(number) : new OddSquare(number);

    [Allowed(Audience.Admin)]
    public string? Secret => "secret";

    public string Greeting(string name = "you", int times = 1) => string.Concat(Enumerable.Repeat($"hello {name} ", times));

    public IDataLoaderResult<string> Loaded() => new Loaded<string>($"loaded {number}");

    public Task<int> Later() => Task.FromResult(number);
}

public enum OddKind
{
    Even,
}

[Name("OddThing")]
public abstract class OddThing(int size) : INode
{
    [Id]
    public string Id => $"thing {size}";

    public int Size => size;
}

[Name("OddCircle")]
public sealed class OddCircle(int size) : OddThing(size)
{
    public double Radius => Size / 2.0;
}

[Name("OddSquare")]
public sealed class OddSquare(int size) : OddThing(size)
{
    public int Side => Size;

    public string Corner => throw new InvalidOperationException("No corner.");
}
