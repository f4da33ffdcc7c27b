using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Mail;

/// <summary>Writes a mail as a page for mail programs: one column, styles with the elements, nothing loaded from elsewhere.</summary>
internal sealed class HtmlMailText(Language language)
{
    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    // What cannot stand with an element: the dark colours and the narrow margins.
    private const string Style = """
        :root { color-scheme: light dark; supported-color-schemes: light dark; }
        @media (prefers-color-scheme: dark) {
          .page { background: #14171c !important; }
          .card { background: #1f242b !important; border-color: #39414c !important; }
          .text, .text th, .text td { color: #e8eaed !important; border-color: #39414c !important; }
          .small { color: #b4bac4 !important; border-color: #39414c !important; }
          .link { color: #9ec1ff !important; }
          .button { background: #9ec1ff !important; color: #10203a !important; }
        }
        @media (max-width: 620px) { .card { padding: 20px 18px !important; } }
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _page = new();

    /// <summary>The whole page.</summary>
    public string Write(MailText mail)
    {
        var tag = language is Language.Fr ? "fr" : "en";
        var subject = Encode(MailWords.Subject(mail.Subject.In(language)));
        _page.Append($"""
            <!DOCTYPE html>
            <html lang="{tag}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{subject}</title>
            <style>
            {Style}
            </style>
            </head>
            <body class="page" style="margin:0;padding:0;background:#eef1f5">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="page" align="center" style="padding:24px 12px;background:#eef1f5">
            <!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
            <div class="card" lang="{tag}" style="max-width:600px;margin:0 auto;box-sizing:border-box;padding:32px 36px;background:#ffffff;border:1px solid #d5dbe3;border-radius:8px;text-align:left;{Font}">
            <p class="small" style="margin:0 0 20px;font-size:13px;line-height:1.4;color:#56606e">{Encode(MailWords.Sender.In(language))}</p>
            <h1 class="text" style="margin:0 0 20px;font-size:22px;line-height:1.3;font-weight:600;color:#1c2733">{subject}</h1>

            """);
        foreach (var block in mail.Blocks)
            Write(block);
        _page.Append($"""<p class="small" style="margin:32px 0 0;padding-top:16px;border-top:1px solid #d5dbe3;font-size:13px;line-height:1.5;color:#56606e">{Encode(mail.Because.In(language))}""");
        if (mail.LastLink is { } last)
            _page.Append($"""<br><a class="link" href="{Encode(last.Link.AbsoluteUri)}" style="color:#1d4f91">{Encode(last.Label.In(language))}</a>""");
        _page.Append("""
            </p>
            </div>
            <!--[if mso]></td></tr></table><![endif]-->
            </td></tr></table>
            </body>
            </html>

            """);
        return _page.ToString().ReplaceLineEndings("\r\n");
    }

    private void Write(MailBlock block)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                Line($"""<p class="text" style="margin:0 0 16px;font-size:16px;line-height:1.5;color:#1c2733">{Encode(paragraph.Text.In(language))}</p>""");
                break;
            case HeadingBlock heading:
                Line($"""<h2 class="text" style="margin:28px 0 12px;font-size:18px;line-height:1.3;font-weight:600;color:#1c2733">{Encode(heading.Text.In(language))}</h2>""");
                break;
            case FactsBlock facts:
                Write([.. facts.Facts.Where(fact => MailWords.Line(fact.Value.In(language)).Length > 0)]);
                break;
            case ListBlock { Items.Count: > 0 } list:
                Line("""<ul class="text" style="margin:0 0 16px;padding:0 0 0 22px;font-size:16px;line-height:1.5;color:#1c2733">""");
                foreach (var item in list.Items)
                    Line($"""<li style="margin:0 0 6px">{Item(item)}</li>""");
                Line("</ul>");
                break;
            case LinkBlock button:
                var link = Encode(button.Link.AbsoluteUri);
                Line($"""<p style="margin:24px 0 8px"><a class="button" href="{link}" style="display:inline-block;padding:12px 22px;border-radius:6px;background:#1d4f91;color:#ffffff;font-size:16px;line-height:1.3;font-weight:600;text-decoration:none">{Encode(button.Label.In(language))}</a></p>""");
                Line($"""<p class="small" style="margin:0 0 20px;font-size:13px;line-height:1.4;color:#56606e"><a class="link" href="{link}" style="color:#1d4f91;word-break:break-all">{link}</a></p>""");
                break;
        }
    }

    private void Write(IReadOnlyList<MailFact> facts)
    {
        if (facts.Count == 0)
            return;
        const string Cell = "padding:8px 0;border-top:1px solid #e3e8ee;vertical-align:top;text-align:left;font-size:15px;line-height:1.4;color:#1c2733";
        Line("""<table class="text" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px;border-collapse:collapse">""");
        foreach (var (label, value) in facts)
            Line($"""<tr><th scope="row" style="{Cell};width:36%;padding-right:16px;font-weight:600">{Encode(label.In(language))}</th><td style="{Cell}">{Encode(value.In(language))}</td></tr>""");
        Line("</table>");
    }

    private string Item(MailItem item) => item.Link is null
        ? Encode(item.Text.In(language))
        : $"""<a class="link" href="{Encode(item.Link.AbsoluteUri)}" style="color:#1d4f91">{Encode(item.Text.In(language))}</a>""";

    private void Line(string html) => _page.Append(html).Append('\n');

    private string Encode(string text) => Encoder.Encode(MailWords.Line(text, language));
}
