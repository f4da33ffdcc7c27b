using System.Reflection;

namespace DigitalPartnership.GraphQL;

/// <summary>The classes that make up the schema, feature by feature, as the table of contents lists them.</summary>
public sealed class FeatureTypes
{
    private readonly List<Type> _types = [];
    private (Type Target, MethodInfo Method)[]? _brought;

    /// <summary>Every class, in the order in which the features were listed.</summary>
    public IReadOnlyList<Type> All => _types;

    /// <summary>Adds what one feature brings: nodes, queries, filters, sorts, loaders.</summary>
    public FeatureTypes Feature(params ReadOnlySpan<Type> types)
    {
        _types.AddRange(types);
        _brought = null;
        return this;
    }

    /// <summary>The methods that other classes bring to <paramref name="target"/> or to a class it derives from.</summary>
    public IEnumerable<MethodInfo> FieldsFor(Type target) =>
        from brought in _brought ??= [.. Brought()]
        where brought.Target.IsAssignableFrom(target)
        select brought.Method;

    private IEnumerable<(Type Target, MethodInfo Method)> Brought() =>
        from type in _types
        from extends in type.GetCustomAttributes<ExtendsAttribute>()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        select (extends.Target, method);
}
