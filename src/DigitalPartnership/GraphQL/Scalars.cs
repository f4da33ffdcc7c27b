using GraphQL.Types;
using GraphQLParser.AST;

namespace DigitalPartnership.GraphQL;

/// <summary>A day, for example 2021-07-05.</summary>
internal sealed class DayGraphType : DateOnlyGraphType
{
    public DayGraphType()
    {
        Name = "Date";
        Description = "A day as ISO 8601 writes it, for example 2021-07-05.";
    }
}

/// <summary>A text that must have a certain form.</summary>
internal abstract class TextScalar : ScalarGraphType
{
    /// <summary>The text in its usual form, or null where it has not the form that it must have.</summary>
    protected abstract string? Checked(string text);

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => ParseValue((string)text.Value),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text => Checked(text) ?? ThrowValueConversionError(value),
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value;
}

/// <summary>A country's code.</summary>
internal sealed class CountryCodeGraphType : TextScalar
{
    public CountryCodeGraphType()
    {
        Name = "CountryCode";
        Description = "A country as ISO 3166-1 alpha-2 writes it, for example FR.";
    }

    protected override string? Checked(string text) =>
        text is [var first, var second] && char.IsAsciiLetter(first) && char.IsAsciiLetter(second) ? text.ToUpperInvariant() : null;
}

/// <summary>An e-mail address. Its form is checked with the other fields of an input, so that all that is wrong is told at once.</summary>
internal sealed class EmailAddressGraphType : TextScalar
{
    public EmailAddressGraphType()
    {
        Name = "EmailAddress";
        Description = "An e-mail address in ASCII, at most 254 characters.";
    }

    protected override string? Checked(string text) => text;
}
