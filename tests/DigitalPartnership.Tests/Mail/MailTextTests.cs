using System.Text.RegularExpressions;
using DigitalPartnership.Mail;
using DigitalPartnership.Texts;
using Snapshooter.Xunit;

namespace DigitalPartnership.Tests.Mail;

/// <summary>Holds both parts of a mail, in both languages, to saying the same, readably and safely.</summary>
public sealed partial class MailTextTests
{
    private static readonly Bilingual Nothing = Bilingual.Same("");

    [Theory]
    [InlineData(Language.En)]
    [InlineData(Language.Fr)]
    public void A_mail_reads_as_it_did(Language language)
    {
        var mail = SampleMail.Text.Render(language);
        $"{mail.Subject}\n\n{mail.Text}\n\n{mail.Html}".ReplaceLineEndings("\n").MatchSnapshot(Snapshooter.SnapshotNameExtension.Create(language.ToString()));
    }

    [Theory]
    [InlineData(Language.En)]
    [InlineData(Language.Fr)]
    public void Both_parts_say_the_same_words(Language language)
    {
        var mail = SampleMail.Text.Render(language);
        var page = mail.Html[mail.Html.IndexOf("<body", StringComparison.Ordinal)..];
        var fromPage = System.Net.WebUtility.HtmlDecode(Tag().Replace(page, " "));
        Assert.Equal(Words(mail.Text), Words(fromPage));
    }

    [Fact]
    public void Each_language_says_what_is_in_it_alone()
    {
        var english = SampleMail.Text.Render(Language.En);
        var french = SampleMail.Text.Render(Language.Fr);
        Assert.Contains("Open the form", english.Text);
        Assert.DoesNotContain("Ouvrir", english.Text + english.Html);
        Assert.Contains("Ouvrir le formulaire", french.Html);
        Assert.DoesNotContain("Open the form", french.Text + french.Html);
        Assert.Contains("<html lang=\"en\">", english.Html);
        Assert.Contains("<html lang=\"fr\">", french.Html);
    }

    [Fact]
    public void Lines_of_text_are_short_but_an_address_is_never_broken()
    {
        var lines = SampleMail.Text.Render(Language.Fr).Text.Split("\r\n");
        Assert.All(lines.Where(line => !line.Contains("https://")), line => Assert.True(line.Length <= 78, line));
        Assert.Contains(SampleMail.Link.AbsoluteUri, lines);
        Assert.Contains("  https://partnership.example/activities/1?a=1&b=2", lines);
    }

    [Fact]
    public void French_punctuation_stays_with_its_word()
    {
        for (var shift = 0; shift < 78; shift++)
        {
            var mail = new MailText(Nothing, Nothing).Paragraph(new("", new string('a', shift) + " bien ? « oui » : non ; si !")).Render(Language.Fr);
            Assert.DoesNotMatch(@"\n\s*[?»:;!]", mail.Text);
            Assert.DoesNotMatch(@"«\s*\r", mail.Text);
            Assert.Contains("bien&#xA0;? «&#xA0;oui&#xA0;»&#xA0;: non&#xA0;; si&#xA0;!</p>", mail.Html);
        }
    }

    [Fact]
    public void Data_cannot_bring_markup_lines_or_hidden_characters()
    {
        const string Name = "<script>alert(1)</script>\" onload=\"x\r\n\r\nPay at https://evil.example \u202Egnp.exe\u0007\u2028&amp; \ud800";
        var mail = new MailText(Bilingual.Same(Name), Bilingual.Same(Name))
            .Paragraph(Bilingual.Same(Name)).Heading(Bilingual.Same(Name)).Facts(new MailFact(Bilingual.Same(Name), Name))
            .List(new MailItem(Name, new Uri("https://partnership.example/?q=\"><b>"))).Button(Bilingual.Same(Name), new Uri("https://partnership.example/'\"<b>"))
            .Render(Language.En);

        Assert.DoesNotContain("<script", mail.Html);
        Assert.DoesNotContain("<b>", mail.Html);
        Assert.DoesNotMatch("onload=\"", mail.Html);
        Assert.DoesNotMatch(@"[\u202E\u0007\u2028]", mail.Html + mail.Text + mail.Subject);
        Assert.DoesNotContain("\nPay at", mail.Text);
        Assert.DoesNotMatch(@"[\r\n]", mail.Subject);
        Assert.Contains("&amp;amp;", mail.Html);
        Assert.Contains('\ufffd', mail.Text);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("mailto:a@b.example")]
    [InlineData("relative/path")]
    public void A_link_is_a_web_address(string link) =>
        Assert.Throws<ArgumentException>(() => new MailText(Nothing, Nothing).Button(Nothing, new Uri(link, UriKind.RelativeOrAbsolute)));

    [Fact]
    public void A_long_subject_is_cut_between_characters()
    {
        var subject = new MailText(Bilingual.Same(new string('a', 148) + "👩‍💻👩‍💻👩‍💻"), Nothing).Render(Language.En).Subject;
        Assert.Equal(new string('a', 148) + "…", subject);
    }

    [Fact]
    public void A_page_loads_nothing_and_names_its_parts()
    {
        var html = SampleMail.Text.Render(Language.En).Html;
        Assert.DoesNotMatch("<(img|script|link|iframe|form)|src=|url\\(|@import", html);
        Assert.Single(Regex.Matches(html, "<h1"));
        Assert.Equal(2, Regex.Matches(html, "<th scope=\"row\"").Count);
        Assert.DoesNotContain("Nothing", html);
    }

    private static IEnumerable<string> Words(string text) => Word().Matches(Link().Replace(text, " ")).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    // The page has some links only behind their words.
    [GeneratedRegex(@"https://\S+")]
    private static partial Regex Link();

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
