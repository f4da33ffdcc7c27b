using DigitalPartnership.GraphQL;

namespace DigitalPartnership.Dates;

/// <summary>A date that need not be exact.</summary>
internal sealed class EdtfGraphType : TextScalar
{
    public EdtfGraphType()
    {
        Name = "Edtf";
        Description = "A date that need not be exact, as EDTF (ISO 8601-2) writes it: 2021-07-05, 2020-12, 2021, 2021-21 (spring), 2019-11-18/2019-11-20, 2021-05/..";
    }

    protected override string? Checked(string text) => ImpreciseDate.TryParse(text, out var date, out _) ? date!.Edtf : null;
}
