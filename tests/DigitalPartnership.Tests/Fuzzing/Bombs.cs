using System.Text.Json;

namespace DigitalPartnership.Tests.Fuzzing;

/// <summary>Documents written by hand to do as much harm as their bytes can. Each has the code by which it is refused.</summary>
internal static class Bombs
{
    public static readonly IReadOnlyDictionary<string, (string Query, string Code)> Documents = new Dictionary<string, (string, string)>
    {
        ["selections nested without end"] = (Many("{a", 45_000), "DEPTH_EXCEEDED"),
        ["selections nested and closed"] = (Many("{a", 3_000) + Many("}", 3_000), "DEPTH_EXCEEDED"),
        ["selections nested just below what the parser follows"] = ("{" + Many("partners{nodes{activities{nodes{organisations{", 6) + "a" + Many("}}}}}", 6) + "}", "DEPTH_EXCEEDED"),
        ["braces"] = (new string('{', 90_000), "SYNTAX_ERROR"),
        ["lists nested in an argument"] = ("{a(b:" + new string('[', 4_500) + new string(']', 4_500) + ")}", "DEPTH_EXCEEDED"),
        ["objects nested in an argument"] = ("{a(b:" + Many("{c:", 3_000) + "1" + Many("}", 3_000) + ")}", "DEPTH_EXCEEDED"),
        ["lists nested in the type of a variable"] = ("query($a:" + new string('[', 4_500) + "Int" + new string(']', 4_500) + "){__typename}", "DEPTH_EXCEEDED"),

        ["aliases at the root"] = ("{" + Numbered(at => $"a{at}:__typename ", 3_000) + "}", "ROOT_FIELDS_EXCEEDED"),
        ["aliases below the root"] = ("{partners{nodes{" + Numbered(at => $"a{at}:name ", 3_000) + "}}}", "ALIASES_EXCEEDED"),
        ["aliases in a fragment used often"] = ("{partners{nodes{" + Many("...F ", 100) + "}}} fragment F on Partner{" + Numbered(at => $"a{at}:name ", 100) + "}", "ALIASES_EXCEEDED"),
        ["tokens"] = ("{" + Many("a ", 49_000) + "}", "TOKENS_EXCEEDED"),
        ["one field again and again"] = ("{partners{nodes{" + Many("name ", 9_000) + "}}}", "ALIASES_EXCEEDED"),
        ["fields that are not there"] = ("{partners{nodes{" + Numbered(at => $"nothing{at} ", 7_000) + "}}}", "SELECTIONS_EXCEEDED"),
        ["records named often"] = ("{" + Numbered(at => $"a{at}:nodes(ids:[{Many("\"T3JnYW5pc2F0aW9uOjE\" ", 190)}]){{id ...on Partner{{activities(first:50){{nodes{{participants(first:50){{nodes{{name country}}}}}}}}}}}} ", 4) + "}", "COST_EXCEEDED"),
        ["searches"] = ("{" + Many("search(text:\"a\"){totalCount} ", 1_000) + "}", "ROOT_FIELDS_EXCEEDED"),

        ["fragments that double"] = ("{partners{nodes{...F0}}}" + Numbered(at => $"fragment F{at} on Partner{{...F{at + 1} ...F{at + 1}}}", 500) + "fragment F500 on Partner{name}", "SELECTIONS_EXCEEDED"),
        ["fragments in a chain"] = ("{...F0}" + Numbered(at => $"fragment F{at} on Query{{...F{at + 1}}}", 1_100) + "fragment F1100 on Query{__typename}", "SELECTIONS_EXCEEDED"),
        ["fragments that use each other"] = ("{...F} fragment F on Query{...G} fragment G on Query{...F}", "NO_FRAGMENT_CYCLES"),
        ["fragments that all use all"] = ("{...F0}" + Numbered(at => $"fragment F{at} on Query{{{Numbered(other => $"...F{other} ", 40)}}}", 40), "NO_FRAGMENT_CYCLES"),
        ["a fragment used too often"] = ("{" + Many("...F ", 4_000) + "} fragment F on Query{__typename}", "ROOT_FIELDS_EXCEEDED"),
        ["fragments that nobody uses"] = ("{__typename}" + Numbered(at => $"fragment F{at} on Query{{a b c}}", 800), "SELECTIONS_EXCEEDED"),
        ["operations"] = (Numbered(at => $"query Q{at}{{__typename}}", 1_900), "SELECTIONS_EXCEEDED"),

        ["a long list of ids"] = ("{nodes(ids:[" + Many("\"a\" ", 9_000) + "]){id}}", "SELECTIONS_EXCEEDED"),
        ["a long list of values that are none"] = ("{nodes(ids:[" + Many("true ", 1_900) + "]){id}}", "ARGUMENTS_OF_CORRECT_TYPE"),
        ["a number of very many digits"] = ("{partners(first:" + new string('9', 90_000) + "){totalCount}}", "DIGITS_EXCEEDED"),
        ["a fraction of very many digits"] = ("{partners(first:1." + new string('9', 90_000) + "){totalCount}}", "DIGITS_EXCEEDED"),
        ["a text of very many digits"] = ("{search(text:\"" + new string('9', 90_000) + "\"){totalCount}}", "VALIDATION_FAILED"),
        ["a number of a very high power"] = ("{partners(first:1e999999999){totalCount}}", "ARGUMENTS_OF_CORRECT_TYPE"),
        ["a filter of very many comparisons"] = ("{partners(where:{or:[" + Many("{name:{eq:\"a\"}}", 1_000) + "]}){totalCount}}", "SELECTIONS_EXCEEDED"),
        ["a filter of lists within lists"] = ("{partners(where:" + Many("{activities:{some:{participants:{some:", 6) + "{name:{eq:\"a\"}}" + Many("}}}}", 6) + "){totalCount}}", "VALIDATION_FAILED"),
        ["lists of lists that are long"] = ("{partners(first:200){nodes{activities(first:200){nodes{participants(first:200){nodes{name}}}}}}}", "COST_EXCEEDED"),
        ["a field of an input again and again"] = ("{partners(where:{" + Many("name:{eq:\"a\"} ", 1_400) + "}){totalCount}}", "SELECTIONS_EXCEEDED"),
        ["directives"] = ("{__typename " + Many("@include(if:true) ", 1_400) + "}", "SELECTIONS_EXCEEDED"),
        ["variables"] = ("query(" + Numbered(at => $"$v{at}:Int ", 2_400) + "){__typename}", "SELECTIONS_EXCEEDED"),

        ["variables and directives"] = ("query(" + Numbered(at => $"$v{at}:Int ", 500) + "){__typename " + Many("@include(if:true) ", 490) + "}", "SELECTIONS_EXCEEDED"),
        ["fields that are not there, as many as are allowed"] = ("{partners{nodes{" + Numbered(at => $"nothing{at} ", 990) + "}}}", "FIELDS_ON_CORRECT_TYPE"),
        ["one field as often as aliases are allowed"] = ("{partners{nodes{" + Many("name ", 200) + "nothing}}}", "SELECTIONS_EXCEEDED"),
        ["one field of everybody as often as aliases are allowed"] = ("{" + Many("partners{nodes{name country}} ", 99) + "nothing}", "SELECTIONS_EXCEEDED"),

        ["one field in many fragments"] = ("{partners{" + Numbered(at => $"...F{at} ", 190) + "nothing}}" + Numbered(at => $"fragment F{at} on PartnerConnection{{nodes{{name country}}}} ", 190), "SELECTIONS_EXCEEDED"),
        ["one field in as many fragments as are allowed"] = ("{partners{" + Numbered(at => $"...F{at} ", 20) + "nothing}}" + Numbered(at => $"fragment F{at} on PartnerConnection{{nodes{{name country}}}} ", 20), "FIELDS_ON_CORRECT_TYPE"),
        ["fragments in a chain that is shorter"] = ("{...F0}" + Numbered(at => $"fragment F{at} on Query{{...F{at + 1}}}", 480) + "fragment F480 on Query{nothing}", "SELECTIONS_EXCEEDED"),
        ["fragments in a chain, as many as are allowed"] = ("{...F0}" + Numbered(at => $"fragment F{at} on Query{{...F{at + 1}}}", 43) + "fragment F43 on Query{nothing}", "FIELDS_ON_CORRECT_TYPE"),
        ["fragments in chains, as many as are allowed"] = (Numbered(at => $"fragment E{at} on Partner{{{Numbered(other => $"a{at}x{other}:name ", 1)}}}", 40) + "{partners{nodes{" + Numbered(at => $"...E{at} ", 40) + "nothing}}" + Numbered(at => $"a{at}:partners{{nodes{{...E{at} activities{{nodes{{title row status}}}}}}}} ", 40) + "}", "FIELDS_ON_CORRECT_TYPE"),
        ["variables, as many as are allowed"] = ("query(" + Numbered(at => $"$v{at}:Int ", 198) + "){__typename}", "NO_UNUSED_VARIABLES"),
        ["directives on a variable"] = ("query($a:Int " + Many("@skip(if:true) ", 1_400) + "){__typename}", "SELECTIONS_EXCEEDED"),
        ["directives on a fragment"] = ("{...F} fragment F on Query " + Many("@skip ", 4_900) + "{__typename}", "SELECTIONS_EXCEEDED"),
        ["variables that are not there"] = ("{nodes(ids:[" + Many("$a ", 1_990) + "]){id}}", "SELECTIONS_EXCEEDED"),
        ["variables that are not there, as many as are allowed, far down"] = (Many("\n", 9_000) + "{nodes(ids:[" + Many("$a ", 190) + "]){id}}", "NO_UNDEFINED_VARIABLES"),
        ["variables that do not fit, as many as are allowed"] = ("query($a:Boolean){nodes(ids:[" + Many("$a ", 190) + "]){id}}", "VARIABLES_IN_ALLOWED_POSITION"),
        ["variables that are not there, behind commas"] = (new string(',', 90_000) + "{nodes(ids:[" + Many("$a ", 190) + "]){id}}", "TOKENS_EXCEEDED"),
        ["fragments that nobody uses, as many as are allowed"] = ("{__typename}" + Numbered(at => $"fragment F{at} on Query{{__typename}}", 160), "NO_UNUSED_FRAGMENTS"),
        ["fields that cannot be one"] = ("{partners{nodes{" + Many("a:name a:slug ", 22) + "}}}", "SELECTIONS_EXCEEDED"),
        ["fields that cannot be one, as many as are allowed"] = ("{partners{nodes{" + Many("a:name a:slug ", 11) + "}}}", "OVERLAPPING_FIELDS_CAN_BE_MERGED"),
        ["one field with many arguments"] = ("{partners{nodes{" + Many("name(" + Numbered(at => $"a{at}:1 ", 46) + ") ", 40) + "}}}", "SELECTIONS_EXCEEDED"),
        ["one field with a long argument"] = ("{partners{nodes{" + Many("name(a:\"" + new string('x', 2_200) + "\") ", 44) + "}}}", "SELECTIONS_EXCEEDED"),
        ["types"] = ("{__typename}" + Numbered(at => $"type T{at}{{a:Int @include(if:true)}}", 600), "EXECUTABLE_DEFINITIONS"),
        ["directives at many places"] = ("{partners{nodes{" + Numbered(at => $"a{at}:name @include(if:true) @skip(if:false) ", 90) + "nothing}}}", "FIELDS_ON_CORRECT_TYPE"),
        ["a filter of more comparisons than are allowed"] = ("{partners(where:{or:[" + Many("{name:{eq:\"a\"}}", 300) + "]}){totalCount}}", "VALIDATION_FAILED"),
        ["a filter of comparisons that are none"] = ("{partners(where:{or:[" + Many("{name:{eq:1}}", 300) + "]}){totalCount}}", "ARGUMENTS_OF_CORRECT_TYPE"),
        ["fields that are there, as many as are allowed"] = ("{" + Numbered(at => $"a{at}:partners{{nodes{{id name country slug status version wave kind}}}} ", 95) + "nothing}", "FIELDS_ON_CORRECT_TYPE"),
        ["types of fields of types"] = ("{__schema{types{fields{type{fields{type{fields{type{fields{type{name}}}}}}}}}}}", "COST_EXCEEDED"),
        ["the whole schema often"] = ("{" + Numbered(at => $"a{at}:__schema{{types{{name fields{{name args{{name type{{name kind ofType{{name}}}}}} type{{name kind ofType{{name}}}}}}}}}}", 40) + "}", "COST_EXCEEDED"),

        ["a name of very many letters"] = (new string('x', 99_000), "SYNTAX_ERROR"),
        ["signs that are none"] = (new string('\u0001', 16_000), "SYNTAX_ERROR"),
        ["accents upon accents"] = ("{resolveOrganisation(name:\"e" + new string('\u0301', 45_000) + "\"){explanation}}", "VALIDATION_FAILED"),
        ["a text that grows when it is folded"] = ("{search(text:\"" + new string('\uFDFA', 30_000) + "\"){totalCount}}", "VALIDATION_FAILED"),
        ["comments"] = (Many("#\n", 30_000) + "{nothing}", "TOKENS_EXCEEDED"),
        ["commas"] = ("{" + new string(',', 95_000) + "nothing}", "TOKENS_EXCEEDED"),
        ["a block of very many lines"] = ("{search(text:\"\"\"" + Many("a\n ", 20_000) + "\"\"\"){totalCount}}", "VALIDATION_FAILED"),
    };

    /// <summary>Bodies that do harm before there is a document.</summary>
    public static readonly IReadOnlyDictionary<string, (string Json, string Code)> Bodies = new Dictionary<string, (string, string)>
    {
        ["a batch"] = ("[" + string.Join(',', Enumerable.Repeat("""{"query":"{__typename}"}""", 3_000)) + "]", "REQUEST_INVALID"),
        ["a batch within a batch"] = (new string('[', 45_000) + new string(']', 45_000), "REQUEST_INVALID"),
        ["one member again and again"] = ("{" + string.Join(',', Enumerable.Repeat("""  "query":"{__typename}" """, 3_000)) + "}", "REQUEST_INVALID"),
        ["one variable again and again"] = ("""{"query":"{__typename}","variables":{""" + string.Join(',', Enumerable.Repeat("\"a\":1", 15_000)) + "}}", "REQUEST_INVALID"),
        ["variables that are nested"] = ("""{"query":"{__typename}","variables":{"a":""" + Many("{\"a\":", 15_000) + "1" + Many("}", 15_000) + "}}", "REQUEST_INVALID"),
        ["a variable of very many digits"] = ("""{"query":"query($n:Int){partners(first:$n){totalCount}}","variables":{"n":""" + new string('9', 95_000) + "}}", "DIGITS_EXCEEDED"),
        ["a variable of a very high power"] = ("""{"query":"query($n:Int){partners(first:$n){totalCount}}","variables":{"n":1e999999999}}""", "INVALID_VALUE"),
        ["a list of very many ids"] = ("""{"query":"query($ids:[ID!]!){nodes(ids:$ids){id}}","variables":{"ids":[""" + string.Join(',', Enumerable.Repeat("\"a\"", 22_000)) + "]}}", "FIRST_OUT_OF_RANGE"),
        ["a filter of very many comparisons"] = ("""{"query":"query($w:PartnerFilterInput){partners(where:$w){totalCount}}","variables":{"w":{"or":[""" + string.Join(',', Enumerable.Repeat("{\"name\":{\"eq\":\"a\"}}", 4_000)) + "]}}}", "VALIDATION_FAILED"),
        ["half a letter"] = ("""{"query":"{__typename}","variables":{"a":"\ud800"}}""", "REQUEST_INVALID"),
        ["letters written as numbers"] = ("{\"query\":\"{" + Many("\\u0061 ", 12_000) + "}\"}", "TOKENS_EXCEEDED"),
        ["very many variables that nobody asks for"] = ("""{"query":"{nothing}","variables":{""" + string.Join(',', Enumerable.Range(0, 6_000).Select(at => $"\"a{at}\":1")) + "}}", "FIELDS_ON_CORRECT_TYPE"),
        ["too many bytes"] = (JsonSerializer.Serialize(new { query = new string(' ', 200_000) + "{__typename}" }), "DOCUMENT_TOO_LARGE"),
    };

    private static string Many(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Numbered(Func<int, string> text, int times) => string.Concat(Enumerable.Range(0, times).Select(text));
}
