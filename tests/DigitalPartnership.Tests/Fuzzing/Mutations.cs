using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DigitalPartnership.Tests.Fuzzing;

/// <summary>Spoils requests: the words of the document, the JSON around it, or plainly its bytes.</summary>
internal static partial class Mutations
{
    private static readonly string[] Words =
    [
        "{", "}", "(", ")", "[", "]", ":", "!", "$", "@", "...", "=", "|", "&", "\"", "\"\"\"", "#", ",", "\uFEFF", "on", "fragment", "query", "mutation", "subscription", "null", "true", "__typename", "__schema", "$v0", "-", "1e999", "0x1", "\\u{1F600}", "é",
    ];

    private static readonly byte[][] NotUtf8 = [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0x80], [0x00], [0xEF, 0xBB, 0xBF], [0xFE, 0xFF]];

    private static readonly string[] Jsons =
    [
        "null", "1", "true", "[]", "{}", "\"\"", "1e999", "-0", "[[[[[[[[]]]]]]]]", "{\"a\":{\"a\":{\"a\":null}}}", "\"\\ud800\"", "\"\\u0000\"", "99999999999999999999999999999999999999", "0.00000000000000000000000000000000000000000001",
    ];

    /// <summary>The bytes to send for a request, spoilt in one of many ways.</summary>
    public static byte[] Spoil(GeneratedRequest request, Random random) => random.Next(3) switch
    {
        0 => Encoding.UTF8.GetBytes((request with { Query = SpoilWords(request.Query, random) }).ToJson()),
        1 => Encoding.UTF8.GetBytes(SpoilJson(request, random)),
        _ => SpoilBytes(Encoding.UTF8.GetBytes(request.ToJson()), random),
    };

    private static string SpoilWords(string query, Random random)
    {
        var words = Token().Matches(query).Select(match => match.Value).ToList();
        for (var times = random.Next(1, 5); times > 0 && words.Count > 1; times--)
        {
            var at = random.Next(words.Count);
            switch (random.Next(6))
            {
                case 0:
                    words.RemoveAt(at);
                    break;
                case 1:
                    words.Insert(at, words[random.Next(words.Count)]);
                    break;
                case 2:
                    words[at] = Words[random.Next(Words.Length)];
                    break;
                case 3:
                    words.Insert(at, Words[random.Next(Words.Length)]);
                    break;
                case 4:
                    var other = random.Next(words.Count);
                    (words[at], words[other]) = (words[other], words[at]);
                    break;
                default:
                    words.InsertRange(at, words.Skip(at).Take(random.Next(1, 20)).ToList());
                    break;
            }
        }
        return string.Join(' ', words);
    }

    private static string SpoilJson(GeneratedRequest request, Random random)
    {
        var (query, variables, odd) = (JsonSerializer.Serialize(request.Query), request.Variables.ToJsonString(), Jsons[random.Next(Jsons.Length)]);
        return random.Next(10) switch
        {
            0 => $"[{request.ToJson()}]",
            1 => $$"""{"query":{{odd}},"variables":{{variables}}}""",
            2 => $$"""{"query":{{query}},"variables":{{odd}}}""",
            3 => $$"""{"query":{{query}},"query":{{query}}}""",
            4 => $$"""{"query":{{query}},"operationName":{{odd}},"variables":{{variables}}}""",
            5 => $$"""{"query":{{query}},"extensions":{{odd}},"variables":{{variables}}}""",
            6 => $$"""{"variables":{{variables}}}""",
            7 => $$"""{"query":{{query}},"variables":{"v0":{{odd}},"v1":{{Jsons[random.Next(Jsons.Length)]}},"v2":{{odd}}},"unheard":{{odd}}}""",
            8 => $$"""{"query":{{query}},"variables":{"v0":{{new string('[', 30)}}{{new string(']', 30)}} } }""",
            _ => $$"""{"query":{{query}},"variables":{{variables}},"operationName":"Another"}""",
        };
    }

    private static byte[] SpoilBytes(byte[] bytes, Random random)
    {
        var spoilt = bytes.ToList();
        for (var times = random.Next(1, 6); times > 0 && spoilt.Count > 1; times--)
        {
            var at = random.Next(spoilt.Count);
            var length = Math.Min(random.Next(1, 30), spoilt.Count - at);
            switch (random.Next(7))
            {
                case 0:
                    spoilt[at] = (byte)random.Next(256);
                    break;
                case 1:
                    spoilt[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    spoilt.RemoveRange(at, length);
                    break;
                case 3:
                    spoilt.InsertRange(at, spoilt.GetRange(random.Next(spoilt.Count - length + 1), length));
                    break;
                case 4:
                    spoilt.InsertRange(at, NotUtf8[random.Next(NotUtf8.Length)]);
                    break;
                case 5 when random.Next(4) == 0:
                    spoilt.RemoveRange(at, spoilt.Count - at);
                    break;
                default:
                    spoilt.InsertRange(at, Enumerable.Repeat(spoilt[at], random.Next(1, random.Next(8) == 0 ? 3_000 : 20)));
                    break;
            }
        }
        return [.. spoilt];
    }

    [GeneratedRegex("""\.\.\.|\$?\w+|"(?:[^"\\]|\\.)*"|[^\s\w]""")]
    private static partial Regex Token();
}
