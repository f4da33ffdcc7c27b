using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.GraphQL;

/// <summary>A record with an id of its own, by which it can be asked for again.</summary>
[Name("Node")]
public interface INode
{
    /// <summary>The record's id: opaque, and the same for ever.</summary>
    [Id]
    string Id { get; }
}

/// <summary>An opaque id that says which kind of record it names, as Relay asks for.</summary>
/// <param name="Kind">The kind of record, for example <c>Organisation</c>.</param>
/// <param name="Key">Its key in the database.</param>
public readonly record struct NodeId(string Kind, int Key)
{
    private const int LongestText = 80;

    /// <inheritdoc />
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[LongestText];
        return Utf8.TryWrite(text, CultureInfo.InvariantCulture, $"{Kind}:{Key}", out var length)
            ? Base64Url.EncodeToString(text[..length])
            : throw new InvalidOperationException($"The kind '{Kind}' is too long to stand in an id.");
    }

    /// <summary>Reads an id that a client sent back.</summary>
    /// <exception cref="RequestError">ID_INVALID: not an id of this API.</exception>
    public static NodeId Parse(string id)
    {
        if (id.Length <= 100 && Base64Url.IsValid(id))
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(id)).Split(':');
            if (parts is [var kind, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var key) && new NodeId(kind, key).ToString() == id)
                return new NodeId(kind, key);
        }
        throw new RequestError("ID_INVALID", "There is no record that can be asked for by this id; ids come from the field `id` of the types that implement Node.");
    }
}

/// <summary>Finds records of one kind by their keys, for the root fields <c>node</c> and <c>nodes</c>.</summary>
public interface INodeSource
{
    /// <summary>The kind that stands in the id.</summary>
    string Kind { get; }

    /// <summary>The node with this key, or null where there is none.</summary>
    IDataLoaderResult<INode?> Load(int key);
}
