using System.Globalization;
using DigitalPartnership.Dates;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Tests.Dates;

public class ImpreciseDateTests
{
    [Theory]
    [InlineData("03/05/2019", "2019-05-03", "2019-05-03", "2019-05-03", DatePrecision.Day)]
    [InlineData("05/07/2021", "2021-07-05", "2021-07-05", "2021-07-05", DatePrecision.Day)]
    [InlineData("06-07/11/2018", "2018-11-06/2018-11-07", "2018-11-06", "2018-11-07", DatePrecision.Day)]
    [InlineData("06/02/2020", "2020-02-06", "2020-02-06", "2020-02-06", DatePrecision.Day)]
    [InlineData("08/03/2021", "2021-03-08", "2021-03-08", "2021-03-08", DatePrecision.Day)]
    [InlineData("11-13/07/2018", "2018-07-11/2018-07-13", "2018-07-11", "2018-07-13", DatePrecision.Day)]
    [InlineData("13/02/2019", "2019-02-13", "2019-02-13", "2019-02-13", DatePrecision.Day)]
    [InlineData("14/09/2021", "2021-09-14", "2021-09-14", "2021-09-14", DatePrecision.Day)]
    [InlineData("14/11/2018", "2018-11-14", "2018-11-14", "2018-11-14", DatePrecision.Day)]
    [InlineData("15-17/12/2020", "2020-12-15/2020-12-17", "2020-12-15", "2020-12-17", DatePrecision.Day)]
    [InlineData("16-17/11/2020", "2020-11-16/2020-11-17", "2020-11-16", "2020-11-17", DatePrecision.Day)]
    [InlineData("16-19/11/2021", "2021-11-16/2021-11-19", "2021-11-16", "2021-11-19", DatePrecision.Day)]
    [InlineData("17-18/09/2018", "2018-09-17/2018-09-18", "2018-09-17", "2018-09-18", DatePrecision.Day)]
    [InlineData("17/03/2021", "2021-03-17", "2021-03-17", "2021-03-17", DatePrecision.Day)]
    [InlineData("17/11/2020", "2020-11-17", "2020-11-17", "2020-11-17", DatePrecision.Day)]
    [InlineData("18-19/03/2019", "2019-03-18/2019-03-19", "2019-03-18", "2019-03-19", DatePrecision.Day)]
    [InlineData("18-20/11/2019", "2019-11-18/2019-11-20", "2019-11-18", "2019-11-20", DatePrecision.Day)]
    [InlineData("18/01/2018", "2018-01-18", "2018-01-18", "2018-01-18", DatePrecision.Day)]
    [InlineData("18/12/2018", "2018-12-18", "2018-12-18", "2018-12-18", DatePrecision.Day)]
    [InlineData("20/01/2021", "2021-01-20", "2021-01-20", "2021-01-20", DatePrecision.Day)]
    [InlineData("20/11/2018", "2018-11-20", "2018-11-20", "2018-11-20", DatePrecision.Day)]
    [InlineData("22/01/2020", "2020-01-22", "2020-01-22", "2020-01-22", DatePrecision.Day)]
    [InlineData("22/04/2021", "2021-04-22", "2021-04-22", "2021-04-22", DatePrecision.Day)]
    [InlineData("23/05/2018", "2018-05-23", "2018-05-23", "2018-05-23", DatePrecision.Day)]
    [InlineData("25-27/02/2019", "2019-02-25/2019-02-27", "2019-02-25", "2019-02-27", DatePrecision.Day)]
    [InlineData("25/03/2021", "2021-03-25", "2021-03-25", "2021-03-25", DatePrecision.Day)]
    [InlineData("26-27/02/2019", "2019-02-26/2019-02-27", "2019-02-26", "2019-02-27", DatePrecision.Day)]
    [InlineData("26-28 February 2020", "2020-02-26/2020-02-28", "2020-02-26", "2020-02-28", DatePrecision.Day)]
    [InlineData("26/02/2021", "2021-02-26", "2021-02-26", "2021-02-26", DatePrecision.Day)]
    [InlineData("26/05/2021", "2021-05-26", "2021-05-26", "2021-05-26", DatePrecision.Day)]
    [InlineData("29/01/2019", "2019-01-29", "2019-01-29", "2019-01-29", DatePrecision.Day)]
    [InlineData("29/06/2021", "2021-06-29", "2021-06-29", "2021-06-29", DatePrecision.Day)]
    [InlineData("30/09/2020", "2020-09-30", "2020-09-30", "2020-09-30", DatePrecision.Day)]
    [InlineData("31 March – 1 April 2021", "2021-03-31/2021-04-01", "2021-03-31", "2021-04-01", DatePrecision.Day)]
    [InlineData("31/03/2021", "2021-03-31", "2021-03-31", "2021-03-31", DatePrecision.Day)]
    [InlineData("6-7/03/2018", "2018-03-06/2018-03-07", "2018-03-06", "2018-03-07", DatePrecision.Day)]
    [InlineData("6-8/07/2020", "2020-07-06/2020-07-08", "2020-07-06", "2020-07-08", DatePrecision.Day)]
    [InlineData("April-May 2021", "2021-04/2021-05", "2021-04-01", "2021-05-31", DatePrecision.Month)]
    [InlineData("December 2020", "2020-12", "2020-12-01", "2020-12-31", DatePrecision.Month)]
    [InlineData("Jan-Sept 2021", "2021-01/2021-09", "2021-01-01", "2021-09-30", DatePrecision.Month)]
    [InlineData("July/Aug 2021", "2021-07/2021-08", "2021-07-01", "2021-08-31", DatePrecision.Month)]
    [InlineData("May 2021", "2021-05", "2021-05-01", "2021-05-31", DatePrecision.Month)]
    [InlineData("Spring/Summer 2021", "2021-21/2021-22", "2021-03-01", "2021-08-31", DatePrecision.Season)]
    [InlineData("8/3/2021", "2021-03-08", "2021-03-08", "2021-03-08", DatePrecision.Day)]
    [InlineData("5/10/2021", "2021-10-05", "2021-10-05", "2021-10-05", DatePrecision.Day)]
    [InlineData("8 November 2017", "2017-11-08", "2017-11-08", "2017-11-08", DatePrecision.Day)]
    [InlineData("3-4 February 2022", "2022-02-03/2022-02-04", "2022-02-03", "2022-02-04", DatePrecision.Day)]
    [InlineData("2018-2021", "2018/2021", "2018-01-01", "2021-12-31", DatePrecision.Year)]
    [InlineData("2018 -2021", "2018/2021", "2018-01-01", "2021-12-31", DatePrecision.Year)]
    public void Every_date_of_the_document_is_read_day_first(string printed, string edtf, string earliest, string latest, DatePrecision precision)
    {
        var date = ImpreciseDate.Parse(printed);

        Assert.Equal((edtf, printed, Day(earliest), Day(latest), precision), (date.Edtf, date.Printed, date.Earliest, date.Latest, date.Precision));
    }

    [Theory]
    [InlineData("2021", "2021-01-01", "2021-12-31", DatePrecision.Year)]
    [InlineData("2020-02", "2020-02-01", "2020-02-29", DatePrecision.Month)]
    [InlineData("2021-21", "2021-03-01", "2021-05-31", DatePrecision.Season)]
    [InlineData("2021-22", "2021-06-01", "2021-08-31", DatePrecision.Season)]
    [InlineData("2021-23", "2021-09-01", "2021-11-30", DatePrecision.Season)]
    [InlineData("2019-24", "2019-12-01", "2020-02-29", DatePrecision.Season)]
    [InlineData("2021/2021-05-03", "2021-01-01", "2021-05-03", DatePrecision.Year)]
    [InlineData("2021-05/..", "2021-05-01", null, DatePrecision.Month)]
    [InlineData("2021-05/", "2021-05-01", null, DatePrecision.Month)]
    [InlineData("../2021-07-05", null, "2021-07-05", DatePrecision.Day)]
    [InlineData("/2021-07-05", null, "2021-07-05", DatePrecision.Day)]
    [InlineData("../..", null, null, DatePrecision.Unknown)]
    [InlineData("/", null, null, DatePrecision.Unknown)]
    [InlineData("9999-12", "9999-12-01", "9999-12-31", DatePrecision.Month)]
    public void Edtf_has_bounds_and_a_precision(string edtf, string? earliest, string? latest, DatePrecision precision)
    {
        var date = ImpreciseDate.Parse(edtf);

        Assert.Equal((edtf, null, Day(earliest), Day(latest), precision), (date.Edtf, date.Printed, date.Earliest, date.Latest, date.Precision));
    }

    [Theory]
    [InlineData("2021-07-05/2021-07-05", "2021-07-05")]
    [InlineData("5-5/7/2021", "2021-07-05")]
    [InlineData("2021/2021", "2021")]
    [InlineData(" 30 December 2020 – 2 January 2021\n", "2020-12-30/2021-01-02")]
    [InlineData("25/02 - 2/3/2019", "2019-02-25/2019-03-02")]
    [InlineData("2018–2021", "2018/2021")]
    [InlineData("8 NOVEMBRE 2017", "2017-11-08")]
    [InlineData("1er avril 2021", "2021-04-01")]
    [InlineData("1st April 2021", "2021-04-01")]
    [InlineData("du 31 mars au 1er avril 2021", "2021-03-31/2021-04-01")]
    [InlineData("Printemps / Ete 2021", "2021-21/2021-22")]
    [InlineData("janv.–févr. 2021", "2021-01/2021-02")]
    [InlineData("Juil/août 2021", "2021-07/2021-08")]
    [InlineData("winter 2021", "2021-24")]
    [InlineData("hiver 2021-2022", "2021-24")]
    [InlineData("winter 2021/22", "2021-24")]
    [InlineData("depuis mai 2021", "2021-05/..")]
    [InlineData("from 3 to 5 May 2021", "2021-05-03/2021-05-05")]
    public void Other_ways_to_write_a_date_mean_the_same(string text, string edtf) =>
        Assert.Equal(ImpreciseDate.Parse(edtf), ImpreciseDate.Parse(text));

    [Theory]
    [InlineData("2021-07-05", "5 July 2021", "5 juillet 2021")]
    [InlineData("2021-04-01", "1 April 2021", "1er avril 2021")]
    [InlineData("2019-11-18/2019-11-20", "18–20 November 2019", "du 18 au 20 novembre 2019")]
    [InlineData("2021-03-31/2021-04-01", "31 March – 1 April 2021", "du 31 mars au 1er avril 2021")]
    [InlineData("2020-12-30/2021-01-02", "30 December 2020 – 2 January 2021", "du 30 décembre 2020 au 2 janvier 2021")]
    [InlineData("2020-12", "December 2020", "décembre 2020")]
    [InlineData("2021-01/2021-09", "January–September 2021", "de janvier à septembre 2021")]
    [InlineData("2020-10/2021-04", "October 2020 – April 2021", "d’octobre 2020 à avril 2021")]
    [InlineData("2021-21/2021-22", "spring–summer 2021", "du printemps à l’été 2021")]
    [InlineData("2021-24", "winter 2021/2022", "hiver 2021/2022")]
    [InlineData("2021-23/2021-24", "autumn 2021 – winter 2021/2022", "de l’automne 2021 à l’hiver 2021/2022")]
    [InlineData("2018/2021", "2018–2021", "de 2018 à 2021")]
    [InlineData("2021-05-03/2021-06", "3 May 2021 – June 2021", "du 3 mai 2021 à juin 2021")]
    [InlineData("2021-05/..", "from May 2021", "à partir de mai 2021")]
    [InlineData("2021-04/", "from April 2021, end unknown", "à partir d’avril 2021, fin inconnue")]
    [InlineData("2021-07-05/..", "from 5 July 2021", "à partir du 5 juillet 2021")]
    [InlineData("../2021", "until 2021", "jusqu’en 2021")]
    [InlineData("../2021-07-05", "until 5 July 2021", "jusqu’au 5 juillet 2021")]
    [InlineData("/2021-22", "until summer 2021, start unknown", "jusqu’à l’été 2021, début inconnu")]
    [InlineData("/", "date unknown", "date inconnue")]
    [InlineData("../..", "no start or end date", "sans date de début ni de fin")]
    [InlineData("../", "no start date, end unknown", "sans date de début, fin inconnue")]
    [InlineData("/..", "start unknown, no end date", "début inconnu, sans date de fin")]
    public void A_date_is_put_in_words(string edtf, string english, string french)
    {
        var date = ImpreciseDate.Parse(edtf);

        Assert.Equal((english, french), (date.Text(Language.En), date.Text(Language.Fr)));
    }

    [Theory]
    [InlineData(null, "A date cannot be blank.")]
    [InlineData(" \t", "A date cannot be blank.")]
    [InlineData("31/02/2021", "There is no day 31 in February 2021, which has 28 days.")]
    [InlineData("2020-02-30", "There is no day 30 in February 2020, which has 29 days.")]
    [InlineData("0 May 2021", "There is no day 0 in May 2021, which has 31 days.")]
    [InlineData("12/13/2021", "There is no month 13; months run from 1 to 12.")]
    [InlineData("2021-13", "There is no month 13; months run from 1 to 12.")]
    [InlineData("2021-31", "Of the EDTF seasons only 21 (spring) to 24 (winter) are supported.")]
    [InlineData("20-18/11/2019", "The range ends with 2019-11-18, before it starts with 2019-11-20.")]
    [InlineData("2021-05/2021", "The range ends with 2021, before it starts with 2021-05.")]
    [InlineData("Winter/Spring 2021", "The range ends with 2021-21, before it starts with 2021-24.")]
    [InlineData("9999-24", "The winter of 9999 is not supported, because it ends in the year 10000.")]
    [InlineData("winter 2021/2023", "The winter that begins in 2021 ends in 2022.")]
    [InlineData("0000", "Only the years 0001 to 9999 are supported.")]
    [InlineData("-0044", "Only the years 0001 to 9999 are supported, each written in four digits.")]
    [InlineData("Y17000", "Only the years 0001 to 9999 are supported, each written in four digits.")]
    [InlineData("01234567890123456789012345678901", "Only the years 0001 to 9999 are supported, each written in four digits.")]
    [InlineData("2021~", "Uncertain and approximate dates (?, ~, %) are not supported.")]
    [InlineData("201X", "Unspecified digits (X) are not supported.")]
    [InlineData("[2020,2021]", "Sets of dates are not supported.")]
    [InlineData("2021-07-05T10:00:00Z", "Times of day are not supported.")]
    [InlineData("2019/2020/2021", "An interval has two ends, not 3.")]
    [InlineData("2021-7-5", "“2021-7-5” is not a date such as 2021-07-05, 2021-07, 2021-21 or 2021.")]
    [InlineData("..", "“..” is not a date such as 2021-07-05, 2021-07, 2021-21 or 2021.")]
    [InlineData("5 July", "The date has no year.")]
    [InlineData("May – 2021", "The date has no year.")]
    [InlineData("18 – November 2019", "The day 18 stands without a month.")]
    [InlineData("5/7/21", "“21” stands where a year of four digits belongs.")]
    [InlineData("July 5, 2021", "“5” stands where a year of four digits belongs.")]
    [InlineData("5 Jui 2021", "“jui” is not understood where it stands.")]
    [InlineData("du 5 mai 2021", "The range has no end.")]
    [InlineData("May to June 2021, end unknown", "“,” is not understood where it stands.")]
    [InlineData("from", "The text breaks off where a day, month, season or year belongs.")]
    [InlineData("soon", "“soon” is not a day, month, season or year.")]
    [InlineData("May 2021 🎉", "The character “🎉” (U+1F389) does not belong in a date.")]
    public void Nonsense_is_refused_with_the_reason(string? text, string reason)
    {
        Assert.False(ImpreciseDate.TryParse(text, out var date, out var given));

        Assert.Equal((null, reason), (date, given));
        Assert.Equal(reason, Assert.Throws<FormatException>(() => ImpreciseDate.Parse(text!)).Message);
    }

    [Theory]
    [InlineData(101, "A date in words has at most 100 characters.")]
    [InlineData(201, "A date has at most 200 characters.")]
    public void A_text_too_long_for_a_date_is_refused(int length, string reason) =>
        Assert.Equal(reason, Assert.Throws<FormatException>(() => ImpreciseDate.Parse("May".PadRight(length - 4) + "2021")).Message);

    [Fact]
    public void Dates_are_equal_by_what_they_mean_not_by_how_they_are_printed()
    {
        var printed = ImpreciseDate.Parse("05/07/2021");
        var day = ImpreciseDate.OnDay(new DateOnly(2021, 7, 5));

        Assert.Equal(day, printed);
        Assert.Equal(day.GetHashCode(), printed.GetHashCode());
        Assert.NotEqual(day, ImpreciseDate.Parse("07/05/2021"));
        Assert.NotEqual(ImpreciseDate.Parse("2021/.."), ImpreciseDate.Parse("2021/"));
    }

    [Fact]
    public void A_source_may_print_a_date_in_its_own_way()
    {
        var date = ImpreciseDate.Parse("2021-05");
        var printed = date.PrintedAs(" early May ");

        Assert.Equal(("early May", "2021-05", date.Latest), (printed.Printed, printed.Edtf, printed.Latest));
        Assert.Null(date.Printed);
        Assert.Null(printed.PrintedAs(" ").Printed);
        Assert.Throws<ArgumentException>(() => date.PrintedAs(new string('x', 101)));
    }

    [Theory]
    [InlineData("th-TH")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void The_culture_of_the_machine_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var date = ImpreciseDate.Parse("1-2 JUIN 2021");
            Assert.Equal(("2021-06-01/2021-06-02", "1–2 June 2021"), (date.Edtf, date.Text(Language.En)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
