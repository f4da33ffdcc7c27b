using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DigitalPartnership.Access;
using GraphQL.Transport;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace DigitalPartnership.Api.Http;

/// <summary>Documents that requests may name by an id instead of sending them, from one file, and whether others are taken at all.</summary>
internal sealed class TrustedDocuments
{
    /// <summary>What stands before an id that is the SHA-256 hash of its document; it may be left out.</summary>
    public const string Prefix = "sha256:";

    private static readonly JsonSerializerOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly Dictionary<string, string> _documents;
    private readonly HashSet<string> _texts;
    private readonly bool _only;

    private TrustedDocuments(Dictionary<string, string> documents, bool only) => (_documents, _texts, _only) = (documents, [.. documents.Values], only);

    /// <summary>Reads the file that <c>Documents:Manifest</c> names, and <c>Documents:TrustedOnly</c>.</summary>
    /// <exception cref="InvalidOperationException">The file cannot be read, or a hash in it is not that of its document.</exception>
    public static TrustedDocuments From(IConfiguration configuration, string root)
    {
        var only = configuration.GetValue("Documents:TrustedOnly", false);
        if (configuration["Documents:Manifest"] is { Length: > 0 } path)
            return new TrustedDocuments(Read(Path.Combine(root, path)), only);
        return only
            ? throw new InvalidOperationException("Documents:TrustedOnly is set, but Documents:Manifest does not name the file with the trusted documents.")
            : new TrustedDocuments([], only: false);
    }

    /// <summary>The names of the operations in the documents.</summary>
    public IEnumerable<string> OperationNames => _texts.SelectMany(NamesIn);

    /// <summary>The text of the document that a request asks to execute. Admins may send any.</summary>
    /// <exception cref="HttpFault">DOCUMENT_NOT_FOUND: nothing has this id. DOCUMENT_NOT_TRUSTED: only trusted documents are taken, and this is none.</exception>
    public string TextOf(GraphQLRequest request, Caller caller)
    {
        if (request.DocumentId is { Length: > 0 } id)
        {
            return _documents.GetValueOrDefault(KeyOf(id))
                ?? throw new HttpFault(StatusCodes.Status400BadRequest, "DOCUMENT_NOT_FOUND", "There is no trusted document with this id.");
        }
        var text = request.Query!;
        return !_only || caller.IsAdmin || _texts.Contains(text)
            ? text
            : throw new HttpFault(StatusCodes.Status403Forbidden, "DOCUMENT_NOT_TRUSTED", "Only trusted documents are taken here; name one by its 'documentId'.");
    }

    private static Dictionary<string, string> Read(string path)
    {
        try
        {
            var documents = new Dictionary<string, string>();
            foreach (var (id, document) in JsonSerializer.Deserialize<Dictionary<string, string?>>(File.ReadAllBytes(path), Strict) ?? [])
            {
                var key = KeyOf(id);
                if (document is null || IsSha256(key) && key != Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document))))
                    throw new InvalidOperationException($"The trusted documents in {path} cannot be used: '{id}' is not the SHA-256 hash of its document.");
                documents.Add(key, document);
            }
            return documents;
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidOperationException($"The trusted documents in {path} cannot be read: it must be one JSON object of ids and documents. {fault.Message}", fault);
        }
    }

    // One that cannot be parsed is told to whoever asks for it.
    private static IEnumerable<string> NamesIn(string text)
    {
        try
        {
            return [.. Parser.Parse(text).Definitions.OfType<GraphQLOperationDefinition>().Select(operation => operation.Name?.StringValue).OfType<string>()];
        }
        catch (GraphQLParserException)
        {
            return [];
        }
    }

    // Hashes are the same in capitals; ids of any other sort are taken to the letter.
    private static string KeyOf(string id)
    {
        var key = id.StartsWith(Prefix, StringComparison.Ordinal) ? id[Prefix.Length..] : id;
        return IsSha256(key) ? key.ToLowerInvariant() : key;
    }

    private static bool IsSha256(string key) => key.Length == 64 && key.All(char.IsAsciiHexDigit);
}
