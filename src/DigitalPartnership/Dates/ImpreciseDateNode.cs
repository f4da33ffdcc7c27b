using System.ComponentModel;
using DigitalPartnership.Texts;
using GraphQL;
using GraphQL.Types;

namespace DigitalPartnership.Dates;

/// <summary>A date that need not be exact: a day, a month, a season, a year, or a range of these.</summary>
[Name("ImpreciseDate")]
public sealed class ImpreciseDateNode(ImpreciseDate date)
{
    /// <summary>The date as EDTF (ISO 8601-2) writes it.</summary>
    [OutputType(typeof(NonNullGraphType<EdtfGraphType>))]
    public string Edtf => date.Edtf;

    /// <summary>The date as its source prints it.</summary>
    public string? Printed => date.Printed;

    /// <summary>The earliest day that can be meant; null where the start is open or unknown.</summary>
    public DateOnly? Earliest => date.Earliest;

    /// <summary>The latest day that can be meant; null where the end is open or unknown.</summary>
    public DateOnly? Latest => date.Latest;

    /// <summary>How exact the date is: the coarser of its two ends.</summary>
    public DatePrecision Precision => date.Precision;

    /// <summary>The date in words.</summary>
    public string Text([Description("The language of the words.")] Language language = Language.En) => date.Text(language);

    internal static ImpreciseDateNode? Of(ImpreciseDate? date) => date is null ? null : new(date);
}
