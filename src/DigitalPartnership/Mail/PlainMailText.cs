using System.Text;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Mail;

/// <summary>Writes a mail as plain text in lines of at most 78 characters; only an address may be longer, as it is never broken.</summary>
internal sealed class PlainMailText(Language language)
{
    private const int Width = 78;

    private readonly StringBuilder _text = new();

    /// <summary>The whole text, lines ended by CR LF as mails have them.</summary>
    public string Write(MailText mail)
    {
        Lines(mail.Subject.In(language));
        foreach (var block in mail.Blocks)
            Write(block);
        Break();
        _text.Append("-- \r\n");
        Lines(mail.Because.In(language));
        if (mail.LastLink is { } last)
            Link(last);
        Lines(MailWords.Sender.In(language));
        return _text.ToString();
    }

    private void Write(MailBlock block)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                Break();
                Lines(paragraph.Text.In(language));
                break;
            case HeadingBlock heading:
                Break();
                var before = _text.Length;
                Lines(heading.Text.In(language));
                var longest = _text.ToString(before, _text.Length - before).Split("\r\n").Max(line => line.Length);
                _text.Append('-', longest).Append("\r\n");
                break;
            case FactsBlock facts:
                Break();
                foreach (var (label, value) in facts.Facts.Where(fact => MailWords.Line(fact.Value.In(language)).Length > 0))
                    Lines($"{label.In(language)}{Colon} {value.In(language)}", hanging: "  ");
                break;
            case ListBlock { Items.Count: > 0 } list:
                Break();
                foreach (var item in list.Items)
                {
                    Lines(item.Text.In(language), first: "- ", hanging: "  ");
                    if (item.Link is not null)
                        _text.Append("  ").Append(item.Link.AbsoluteUri).Append("\r\n");
                }
                break;
            case LinkBlock link:
                Break();
                Link(link);
                break;
        }
    }

    private string Colon => language is Language.Fr ? " :" : ":";

    private void Link(LinkBlock link)
    {
        Lines($"{link.Label.In(language)}{Colon}");
        _text.Append(link.Link.AbsoluteUri).Append("\r\n");
    }

    private void Break() => _text.Append("\r\n");

    private void Lines(string text, string first = "", string hanging = "")
    {
        var line = new StringBuilder(first);
        var isEmpty = true;
        foreach (var word in MailWords.Line(text, language).Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                _text.Append(line).Append("\r\n");
                line.Clear().Append(hanging);
                isEmpty = true;
            }
            if (!isEmpty)
                line.Append(' ');
            line.Append(word);
            isEmpty = false;
        }
        _text.Append(line).Append("\r\n");
    }
}
