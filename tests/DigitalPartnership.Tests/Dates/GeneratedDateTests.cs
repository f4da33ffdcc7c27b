using CsCheck;
using DigitalPartnership.Dates;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Tests.Dates;

/// <summary>What holds of every date and of any text, asked of thousands that are made up.</summary>
public sealed class GeneratedDateTests
{
    [Fact]
    public void Every_date_is_read_back_from_its_text_and_from_its_edtf() => Dates.Sample(edtf =>
    {
        var date = ImpreciseDate.Parse(edtf);
        foreach (var text in new[] { date.Text(Language.En), date.Text(Language.Fr), date.Edtf })
            Assert.Equal((text, edtf, date.Earliest, date.Latest, date.Precision), Describe(text, ImpreciseDate.Parse(text)));
    }, iter: 20_000);

    [Fact]
    public void Any_text_is_either_a_date_or_refused_with_a_reason() => Gen.OneOf(Gen.String, Scraps).Sample(text =>
    {
        if (ImpreciseDate.TryParse(text, out var date, out var reason))
            Assert.Equal(date, ImpreciseDate.Parse(date.Edtf));
        else
            Assert.Equal(reason, Assert.Throws<FormatException>(() => ImpreciseDate.Parse(text)).Message);
    }, iter: 50_000);

    private static readonly Gen<string> Scraps = Gen.OneOf(
        "1", "02", "31", "21", "24", "2021", "2022", "0000", "9999", "99999", "-", "–", "/", "..", " ", ",", "X", "~", "T", "'", ".", "\ud83c",
        "winter", "hiver", "été", "May", "février", "jan.", "er", "de ", "du ", "au ", "à partir de ", "from ", "until ", "end unknown")
        .Array[0, 8].Select(string.Concat);

    // Years that are neighbours as well as any years, so that both ends often share a year, a month, or the turn of a year.
    private static readonly Gen<int> Year = Gen.OneOf(Gen.Int[2020, 2022], Gen.Int[1, 9998]);

    private static readonly Gen<string> Single = Gen.OneOf(
        Gen.Select(Year, Gen.Int[1, 12], Gen.Int[1, 31]).Select(d => $"{d.Item1:D4}-{d.Item2:D2}-{Math.Min(d.Item3, DateTime.DaysInMonth(d.Item1, d.Item2)):D2}"),
        Gen.Select(Year, Gen.Int[1, 12]).Select(d => $"{d.Item1:D4}-{d.Item2:D2}"),
        Gen.Select(Year, Gen.Int[21, 24]).Select(d => $"{d.Item1:D4}-{d.Item2:D2}"),
        Year.Select(year => $"{year:D4}"));

    private static readonly Gen<string> End = Gen.Frequency((6, Single), (1, Gen.Const("..")), (1, Gen.Const("")));

    private static readonly Gen<string> Dates = Gen.OneOf(
        Single,
        Gen.Select(End, End).Where(ends => ends.Item1 != ends.Item2 || ends.Item1 is "" or "..").Select(ends => InOrder(ends.Item1, ends.Item2)));

    private static string InOrder(string start, string end) =>
        start.Length > 2 && end.Length > 2 && ImpreciseDate.Parse(end).Earliest < ImpreciseDate.Parse(start).Earliest
            ? $"{end}/{start}"
            : $"{start}/{end}";

    private static (string, string, DateOnly?, DateOnly?, DatePrecision) Describe(string text, ImpreciseDate date) =>
        (text, date.Edtf, date.Earliest, date.Latest, date.Precision);
}
