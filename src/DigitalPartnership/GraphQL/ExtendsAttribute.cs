namespace DigitalPartnership.GraphQL;

/// <summary>
/// Brings the public static methods of a class as fields to the type of another feature, so that a field which links
/// two features stands with the one that stands higher. The method takes its object as <c>[FromSource]</c>.
/// Fields brought to a class are inherited by the types of the classes derived from it.
/// </summary>
/// <param name="target">The node class, or <see cref="Query"/> for a root field.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ExtendsAttribute(Type target) : Attribute
{
    /// <summary>The class whose type gets the fields.</summary>
    public Type Target { get; } = target;
}

/// <summary>What can be read.</summary>
/// <remarks>Every feature brings its own fields.</remarks>
public sealed class Query;

/// <summary>What can be changed. Every feature brings its own fields.</summary>
public sealed class Mutation;

/// <summary>What can be followed as it happens. Every feature brings its own fields.</summary>
public sealed class Subscription;
