using System.ComponentModel;
using DigitalPartnership.Access;
using DigitalPartnership.GraphQL;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Search;

/// <summary>The root fields that find any record again by its id.</summary>
[Extends(typeof(Query))]
public static class NodeQueries
{
    /// <summary>A record by its id; null where there is none, or where it is not public.</summary>
    [Allowed(Audience.Everyone)]
    public static IDataLoaderResult<INode?> Node([FromServices] IEnumerable<INodeSource> sources, [Id, Description("The id, as a field `id` gave it.")] string id) => Load(sources, NodeId.Parse(id));

    /// <summary>Records by their ids, in the order of the ids; null in the place of one that is not found.</summary>
    [Allowed(Audience.Everyone)]
    public static IEnumerable<IDataLoaderResult<INode?>> Nodes(IResolveFieldContext context, [FromServices] IEnumerable<INodeSource> sources,
        [Id, Description("The ids, as fields `id` gave them; at most 200.")] IEnumerable<string> ids)
    {
        var asked = ids.ToList();
        if (asked.Count > PageArguments.LargestSize)
            throw new RequestError("FIRST_OUT_OF_RANGE", $"At most {PageArguments.LargestSize} ids can be asked for at once; there are {asked.Count}.", "ids");
        return [.. asked.Select((id, at) => TryLoad(id, at))];

        IDataLoaderResult<INode?> TryLoad(string id, int at)
        {
            try
            {
                return Load(sources, NodeId.Parse(id));
            }
            catch (RequestError invalid)
            {
                invalid.Path = [.. context.ResponsePath, at];
                invalid.AddLocation(context.FieldAst, context.Document);
                context.Errors.Add(invalid);
                return new Loaded<INode?>(null);
            }
        }
    }

    private static IDataLoaderResult<INode?> Load(IEnumerable<INodeSource> sources, NodeId id) =>
        (sources.FirstOrDefault(source => source.Kind == id.Kind) ?? throw new RequestError("ID_INVALID", "There is no record that can be asked for by this id; ids come from the field `id` of the types that implement Node.")).Load(id.Key);
}
