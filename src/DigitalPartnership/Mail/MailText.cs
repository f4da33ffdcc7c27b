using System.Collections.Immutable;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Mail;

/// <summary>What a mail says, once: the text part and the HTML part are both rendered from it, in either language.</summary>
/// <param name="Subject">The subject, which is also the heading of the mail.</param>
/// <param name="Because">The line that says why one gets the mail.</param>
public sealed record MailText(Bilingual Subject, Bilingual Because)
{
    /// <summary>What stands between the heading and the last line, in order.</summary>
    internal ImmutableList<MailBlock> Blocks { get; private init; } = [];

    /// <summary>A link below the last line, such as the one that ends a subscription.</summary>
    internal LinkBlock? LastLink { get; private init; }

    /// <summary>Adds a paragraph.</summary>
    public MailText Paragraph(Bilingual text) => With(new ParagraphBlock(text));

    /// <summary>Adds a heading of a section.</summary>
    public MailText Heading(Bilingual text) => With(new HeadingBlock(text));

    /// <summary>Adds a table of labels and values; one without a value is left out.</summary>
    public MailText Facts(params IEnumerable<MailFact> facts) => With(new FactsBlock([.. facts]));

    /// <summary>Adds a list; without items it adds nothing.</summary>
    public MailText List(params IEnumerable<MailItem> items) => With(new ListBlock([.. items]));

    /// <summary>Adds the link that the reader is to follow, as a button above the bare address.</summary>
    public MailText Button(Bilingual label, Uri link) => With(new LinkBlock(label, WebLink(link)));

    /// <summary>Sets the link below the last line.</summary>
    public MailText EndingWith(Bilingual label, Uri link) => this with { LastLink = new LinkBlock(label, WebLink(link)) };

    /// <summary>Writes the mail in one language.</summary>
    public RenderedMail Render(Language language) =>
        new(language, MailWords.Subject(Subject.In(language)), new PlainMailText(language).Write(this), new HtmlMailText(language).Write(this));

    internal static Uri WebLink(Uri link) => link is { IsAbsoluteUri: true, Scheme: "https" or "http" }
        ? link
        : throw new ArgumentException("A link in a mail is an absolute web address.", nameof(link));

    private MailText With(MailBlock block) => this with { Blocks = Blocks.Add(block) };
}

/// <summary>A label and its value.</summary>
/// <param name="Label">What the value is, without a colon.</param>
/// <param name="Value">The value.</param>
public readonly record struct MailFact(Bilingual Label, Bilingual Value)
{
    /// <summary>A value that is the same in both languages.</summary>
    public MailFact(Bilingual label, string value) : this(label, Bilingual.Same(value)) { }
}

/// <summary>An item of a list.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Link">Where it leads, if anywhere.</param>
public readonly record struct MailItem(Bilingual Text, Uri? Link = null)
{
    /// <summary>An item that says the same in both languages.</summary>
    public MailItem(string text, Uri? link = null) : this(Bilingual.Same(text), link) { }
}

/// <summary>A mail in one language.</summary>
/// <param name="Language">The language.</param>
/// <param name="Subject">The subject, in one line.</param>
/// <param name="Text">The plain text.</param>
/// <param name="Html">The same as a page.</param>
public sealed record RenderedMail(Language Language, string Subject, string Text, string Html);

internal abstract record MailBlock;

internal sealed record ParagraphBlock(Bilingual Text) : MailBlock;

internal sealed record HeadingBlock(Bilingual Text) : MailBlock;

internal sealed record FactsBlock(IReadOnlyList<MailFact> Facts) : MailBlock;

internal sealed record ListBlock(IReadOnlyList<MailItem> Items) : MailBlock;

internal sealed record LinkBlock(Bilingual Label, Uri Link) : MailBlock;
