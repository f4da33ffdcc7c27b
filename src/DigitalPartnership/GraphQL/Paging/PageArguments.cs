namespace DigitalPartnership.GraphQL;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="First">How many items from the start, or behind <paramref name="After"/>.</param>
/// <param name="After">The cursor behind which the page starts.</param>
/// <param name="Last">How many items from the end, or before <paramref name="Before"/>.</param>
/// <param name="Before">The cursor before which the page ends.</param>
public readonly record struct PageArguments(int? First, string? After, int? Last = null, string? Before = null)
{
    /// <summary>How many items a list gives where neither first nor last is asked for.</summary>
    public const int DefaultSize = 50;

    /// <summary>How many items a page may have.</summary>
    public const int LargestSize = 200;

    internal bool IsBackward => Last is not null;

    /// <summary>The number of items asked for.</summary>
    /// <exception cref="RequestError">FIRST_OUT_OF_RANGE or ARGUMENTS_EXCLUSIVE.</exception>
    internal int CheckedSize()
    {
        if (First is not null && Last is not null)
            throw new RequestError("ARGUMENTS_EXCLUSIVE", "Ask for 'first' or for 'last', not for both.", "last");
        var size = First ?? Last ?? DefaultSize;
        return size is >= 0 and <= LargestSize
            ? size
            : throw new RequestError("FIRST_OUT_OF_RANGE", $"'{(IsBackward ? "last" : "first")}' must lie between 0 and {LargestSize}; it is {size}.", IsBackward ? "last" : "first");
    }
}
