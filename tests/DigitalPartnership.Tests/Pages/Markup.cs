using System.Net;
using System.Text.RegularExpressions;

namespace DigitalPartnership.Tests.Pages;

/// <summary>An element of a page.</summary>
internal sealed record Element(string Name, IReadOnlyDictionary<string, string> Attributes, Element? Parent)
{
    /// <summary>What stands in it, without tags.</summary>
    public string Text { get; set; } = "";

    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);

    public bool IsIn(string name) => Parent is not null && (Parent.Name == name || Parent.IsIn(name));
}

/// <summary>Reads a page strictly: every element that is opened is closed in its turn, and every attribute is quoted.</summary>
internal static partial class Markup
{
    private static readonly HashSet<string> Void = ["meta", "input", "br", "link", "img", "hr"];

    public static IReadOnlyList<Element> Read(string page)
    {
        var elements = new List<Element>();
        var open = new Stack<Element>();
        var at = 0;
        foreach (Match tag in Tag().Matches(page))
        {
            Say(page[at..tag.Index]);
            at = tag.Index + tag.Length;
            var name = tag.Groups["name"].Value.ToLowerInvariant();
            if (name == "!doctype")
                continue;
            if (tag.Groups["end"].Success)
            {
                Assert.True(open.TryPop(out var last) && last.Name == name, $"</{name}> closes nothing that is open: {last?.Name}");
                continue;
            }
            var rest = tag.Groups["attributes"].Value;
            Assert.True(Attribute().Replace(rest, "").Trim(' ', '\n', '\r', '\t', '/').Length == 0, $"Strange attributes: {tag.Value}");
            var attributes = Attribute().Matches(rest).ToDictionary(attribute => attribute.Groups[1].Value.ToLowerInvariant(), attribute => WebUtility.HtmlDecode(attribute.Groups[2].Value));
            var element = new Element(name, attributes, open.TryPeek(out var parent) ? parent : null);
            elements.Add(element);
            if (!Void.Contains(name))
                open.Push(element);
        }
        Say(page[at..]);
        Assert.Empty(open);
        return elements;

        void Say(string text)
        {
            if (!open.TryPeek(out var inside) || inside.Name != "style")
                Assert.DoesNotContain('<', text);
            foreach (var element in open)
                element.Text += WebUtility.HtmlDecode(text);
        }
    }

    [GeneratedRegex("<(?<end>/)?(?<name>!?[a-zA-Z][a-zA-Z0-9]*)(?<attributes>(?:[^<>\"]|\"[^\"]*\")*)>")]
    private static partial Regex Tag();

    [GeneratedRegex("([a-zA-Z-]+)(?:=\"([^\"]*)\")?")]
    private static partial Regex Attribute();
}
