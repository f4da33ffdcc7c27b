using BenchmarkDotNet.Attributes;
using DigitalPartnership.Dates;
using DigitalPartnership.Mail;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Benchmarks.Parts;

/// <summary>Dates and mails, read and written.</summary>
public class Writing
{
    private static readonly ImpreciseDate Range = ImpreciseDate.Parse("2019-11-18/2019-11-20");

    private static readonly MailText Mail = new MailText(new("An assessment is due", "Une évaluation est attendue"), new("You are a liaison person.", "Vous êtes personne de liaison."))
        .Paragraph(new("The assessment of the partnership is due.", "L’évaluation du partenariat est attendue."))
        .Facts(new MailFact(new("Partner", "Partenaire"), "A partner"), new MailFact(new("Due", "Échéance"), Bilingual.Same("2022-06-08")))
        .List(new MailItem("Octopus Conference"), new MailItem("Online information meeting"))
        .Button(new("Answer", "Répondre"), new Uri("https://partnership.example/form"));

    [Benchmark]
    public ImpreciseDate Parse_a_date_as_EDTF() => ImpreciseDate.Parse("2019-11-18/2019-11-20");

    [Benchmark]
    public ImpreciseDate Parse_a_printed_date() => ImpreciseDate.Parse("du 31 mars au 1er avril 2021");

    [Benchmark]
    public string Put_a_date_in_words() => Range.Text(Language.En);

    [Benchmark]
    public RenderedMail Write_a_mail() => Mail.Render(Language.Fr);
}
