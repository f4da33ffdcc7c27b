using System.Globalization;

namespace DigitalPartnership.Api.Answers;

/// <summary>How much of what anonymous callers were answered is kept, and how old it may be.</summary>
/// <param name="Bytes">The most bytes that kept answers take together; 0 keeps none.</param>
/// <param name="MostAge">How long ago the version of the data may have been read from the database; changes made by this instance are seen at once.</param>
internal sealed record AnswerSettings(long Bytes, TimeSpan MostAge)
{
    /// <summary>Reads <c>Answers:CacheMegabytes</c> and <c>Answers:MaxStaleSeconds</c>.</summary>
    /// <exception cref="InvalidOperationException">One of them is negative or too large to be meant.</exception>
    public static AnswerSettings From(IConfiguration configuration) => new(
        (long)(Read(configuration, "Answers:CacheMegabytes", 64, most: 16_384) * 1024 * 1024),
        TimeSpan.FromSeconds(Read(configuration, "Answers:MaxStaleSeconds", 1, most: 3_600)));

    private static double Read(IConfiguration configuration, string key, double otherwise, double most) =>
        configuration.GetValue(key, otherwise) is >= 0 and var value && value <= most
            ? value
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The setting {key} must lie between 0 and {most}."));
}
