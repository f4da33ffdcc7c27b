using System.Reflection;
using GraphQL;
using GraphQL.Types;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Says which columns of its record a node reads, so that no others are loaded. On a class: what every node of it reads; a property of
/// such a class reads the column of its own name. On a member: what it reads instead, besides the key. A member that says
/// nothing, and has no column of its name, gets the whole record.
/// </summary>
/// <param name="columns">The names of the record's properties.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Method)]
public sealed class ReadsAttribute(params string[] columns) : Attribute
{
    private const string MetadataKey = "reads";

    /// <summary>The names of the record's properties.</summary>
    public IReadOnlyList<string> Columns { get; } = columns;

    /// <summary>Notes at a type what each of its objects reads.</summary>
    internal static void Note(IGraphType type, Type node)
    {
        if (node.GetCustomAttribute<ReadsAttribute>() is { } declared)
            type.WithMetadata(MetadataKey, declared.Columns);
    }

    /// <summary>Notes at a field what it reads, where that is known.</summary>
    internal static void Note(FieldType field, MemberInfo member, Type node)
    {
        if (member.GetCustomAttribute<ReadsAttribute>() is { } declared)
            field.WithMetadata(MetadataKey, declared.Columns);
        else if (member is PropertyInfo && node.IsDefined(typeof(ReadsAttribute)))
            field.WithMetadata(MetadataKey, (IReadOnlyList<string>)[member.Name]);
    }

    /// <summary>What a type or a field reads; null where that is not known.</summary>
    internal static IReadOnlyList<string>? Of(IProvideMetadata noted) => noted.GetMetadata<IReadOnlyList<string>?>(MetadataKey);
}
