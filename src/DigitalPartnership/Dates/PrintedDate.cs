using DigitalPartnership.Texts;

namespace DigitalPartnership.Dates;

/// <summary>Reads dates as documents print them, in English and French, the day always before the month.</summary>
internal static class PrintedDate
{
    private static readonly string[] Since = ["from", "since", "à partir de", "à partir du", "à partir d'", "depuis"];
    private static readonly string[] Until = ["until", "jusqu'en", "jusqu'au", "jusqu'à"];
    private static readonly string[] Of = ["de", "du", "d'"];
    private static readonly string[] To = ["-", "/", "to", "until", "à", "au"];

    public static DateRange Read(string text)
    {
        if (ReadNothingKnown(Folding.Fold(text)) is { } nothingKnown)
            return nothingKnown;
        var tokens = new DateTokens(text);
        return tokens.Take(Until) ? ReadUntil(tokens) : ReadFrom(tokens);
    }

    private static DateRange? ReadNothingKnown(string folded) => DateVocabulary.All
        .SelectMany(language => language.NothingKnown)
        .Where(known => Folding.Fold(known.Value) == folded)
        .Select(known => EdtfText.Read(known.Key))
        .FirstOrDefault();

    private static DateRange ReadUntil(DateTokens tokens)
    {
        var end = PartialDate.Read(tokens);
        var startUnknown = tokens.Take(DateVocabulary.All.Select(language => $", {language.StartUnknown}"));
        tokens.RefuseRest();
        return new DateRange(startUnknown ? DateEnd.Unknown : DateEnd.Open, end.ToCalendarDate());
    }

    private static DateRange ReadFrom(DateTokens tokens)
    {
        var since = tokens.Take(Since);
        var needsEnd = !since && tokens.Take(Of);
        var start = PartialDate.Read(tokens);
        var end = tokens.Take(To) ? PartialDate.Read(tokens) : null;
        var endUnknown = since && end is null && tokens.Take(DateVocabulary.All.Select(language => $", {language.EndUnknown}"));
        tokens.RefuseRest();

        if (end is not null)
            return new DateRange(start.CompletedBy(end).ToCalendarDate(), end.ToCalendarDate());
        if (needsEnd)
            throw new FormatException("The range has no end.");
        if (since)
            return new DateRange(start.ToCalendarDate(), endUnknown ? DateEnd.Unknown : DateEnd.Open);
        return DateRange.Single(start.ToCalendarDate());
    }
}
