using System.Globalization;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Api.Http;

/// <summary>The parameters in the address of a request. One that is there and blank counts as left out, as forms send it.</summary>
internal sealed class QueryParameters
{
    private const int Longest = 300;

    private readonly IQueryCollection _query;

    /// <exception cref="HttpFault">400: a parameter that is not known, or that is given twice. Passing over it would answer another question than was asked.</exception>
    public QueryParameters(IQueryCollection query, params IEnumerable<string> known)
    {
        _query = query;
        foreach (var (name, values) in query)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new HttpFault(StatusCodes.Status400BadRequest, "REQUEST_INVALID", $"A parameter is not known here; there are: {string.Join(", ", known)}.");
            if (values.Count > 1)
                throw new HttpFault(StatusCodes.Status400BadRequest, "REQUEST_INVALID", $"The parameter '{known.First(one => one.Equals(name, StringComparison.OrdinalIgnoreCase))}' is given more than once.");
        }
    }

    public string? Text(string name)
    {
        var text = _query[name].ToString().Trim();
        if (text.Length > Longest)
            throw Wrong(name, $"It has at most {Longest} characters.");
        return text.Length == 0 ? null : text;
    }

    public T? Choice<T>(string name) where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return null;
        return EnumNames.TryRead<T>(text, out var value) ? value : throw Wrong(name, $"It is one of {EnumNames.All<T>()}.");
    }

    public int? Year(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2999 ? year : throw Wrong(name, "It is a year in four digits.");
    }

    private static RequestError Wrong(string name, string message) => new("VALIDATION_FAILED", $"The parameter '{name}' cannot be taken. {message}", name);
}
