using System.Collections;
using System.Text.Json;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Writes the lists of one execution that need nothing loaded: what is asked of an item is looked up once, and then every item is written
/// without an execution node for each of its fields. Whatever is out of the ordinary, such as a null in a required place, a getter
/// that throws or a refusal, is left to the engine, which tells it as it always does.
/// </summary>
internal sealed class PlainLists(QueryLimits limits) : IDisposable
{
    private readonly AnswerBuffer _buffer = new(limits.AnswerBytes);
    private readonly Dictionary<(GraphQLField, IObjectGraphType), Selection?> _selections = [];
    private Utf8JsonWriter? _json;
    private ExecutionContext _context = null!;
    private Collect _collect = null!;

    /// <summary>Finds the fields that a selection asks of a type, by their names in the answer.</summary>
    public delegate Dictionary<string, (GraphQLField Field, FieldType FieldType)> Collect(ExecutionContext context, IObjectGraphType type, GraphQLSelectionSet selections);

    /// <summary>That the answer has become too large, once it has: then nothing more is written, and all of it is refused.</summary>
    public LimitError? TooLarge { get; private set; }

    /// <summary>Starts an execution.</summary>
    public void Begin(ExecutionContext context, Collect collect)
    {
        (_context, _collect) = (context, collect);
        _selections.Clear();
    }

    /// <summary>Writes the items of a list, or nothing where one of them needs the engine.</summary>
    public WrittenList? TryWrite(ArrayExecutionNode list, IGraphType itemType, IList items)
    {
        var start = _buffer.Length;
        if (TooLarge is not null)
            return new WrittenList(_buffer, start, 0);
        if (_json is null)
            _json = new Utf8JsonWriter(_buffer, AnswerWriter.Unchecked);
        else
            _json.Reset(_buffer);
        try
        {
            if (TryWriteItems(list, itemType, items))
            {
                _json.Flush();
                return new WrittenList(_buffer, start, _buffer.Length - start);
            }
        }
        catch (OperationCanceledException) when (_context.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (LimitError tooLarge)
        {
            TooLarge = tooLarge;
        }
        catch (Exception)
        {
            // The engine meets the same exception again and knows how to tell it.
        }
        _json.Reset(_buffer);
        _buffer.CutTo(start);
        return TooLarge is null ? null : new WrittenList(_buffer, start, 0);
    }

    public void Dispose()
    {
        _json?.Dispose();
        _buffer.Dispose();
    }

    private bool TryWriteItems(ExecutionNode parent, IGraphType itemType, IEnumerable items)
    {
        _json!.WriteStartArray();
        foreach (var item in items)
        {
            _context.CancellationToken.ThrowIfCancellationRequested();
            if (!TryWriteValue(parent, itemType, item))
                return false;
        }
        _json.WriteEndArray();
        return true;
    }

    private bool TryWriteValue(ExecutionNode node, IGraphType type, object? value)
    {
        var isRequired = false;
        if (type is NonNullGraphType required)
            (type, isRequired) = (required.ResolvedType!, true);
        if (type is ScalarGraphType scalar)
            value = scalar.Serialize(value);
        if (value is null)
        {
            if (!isRequired)
                _json!.WriteNullValue();
            return !isRequired;
        }
        switch (type)
        {
            case ScalarGraphType:
                AnswerWriter.WriteLeaf(_json!, value);
                return true;
            case ListGraphType list:
                return value is IEnumerable items && TryWriteItems(node, list.ResolvedType!, items);
            default:
                return TryWriteObject(node, type, value);
        }
    }

    private bool TryWriteObject(ExecutionNode parent, IGraphType type, object value)
    {
        var concrete = type as IObjectGraphType ?? (type as IAbstractGraphType)?.GetObjectType(value, _context.Schema);
        if (concrete is null || concrete.IsTypeOf is { } isOne && !isOne(value) || SelectionOf(parent, concrete) is not { } selection)
            return false;

        selection.Holder.Result = value;
        _json!.WriteStartObject();
        foreach (var field in selection.Fields)
        {
            var resolved = field.Resolver.ResolveAsync(field.Context);
            if (!resolved.IsCompletedSuccessfully || resolved.Result is IDataLoaderResult)
                return false;
            _json.WritePropertyName(field.Name);
            if (!TryWriteValue(field.Node, field.Type, resolved.Result))
                return false;
        }
        _json.WriteEndObject();
        return true;
    }

    private Selection? SelectionOf(ExecutionNode parent, IObjectGraphType type)
    {
        if (_selections.TryGetValue((parent.Field, type), out var known))
            return known;
        return _selections[(parent.Field, type)] = parent.Field.SelectionSet is { } asked ? Plan(parent, type, asked) : null;
    }

    private Selection? Plan(ExecutionNode parent, IObjectGraphType type, GraphQLSelectionSet asked)
    {
        var holder = new ObjectExecutionNode(parent, type, parent.Field, parent.FieldDefinition, null);
        var fields = new List<SelectedField>();
        foreach (var (name, (field, definition)) in _collect(_context, type, asked))
        {
            if (!definition.IsPlain() && definition != _context.Schema.TypeNameMetaFieldType || definition.Resolver is not { } resolver)
                return null;
            var node = new ObjectExecutionNode(holder, definition.ResolvedType!, field, definition, null);
            fields.Add(new SelectedField(JsonEncodedText.Encode(name, AnswerWriter.Encoder), definition.ResolvedType!, resolver, node, new ReadonlyResolveFieldContext(node, _context)));
        }
        return new Selection(holder, [.. fields]);
    }

    /// <summary>What is asked of objects of one type.</summary>
    /// <param name="Holder">Stands for the object of the moment, so that the fields' contexts find it.</param>
    /// <param name="Fields">The fields in the order of the answer.</param>
    private sealed record Selection(ObjectExecutionNode Holder, SelectedField[] Fields);

    private sealed record SelectedField(JsonEncodedText Name, IGraphType Type, global::GraphQL.Resolvers.IFieldResolver Resolver, ExecutionNode Node, IResolveFieldContext Context);
}
