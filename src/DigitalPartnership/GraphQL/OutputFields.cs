using System.Reflection;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace DigitalPartnership.GraphQL;

/// <summary>Makes the fields of objects and interfaces from the members of their classes.</summary>
internal static class OutputFields
{
    /// <summary>The field of a member as its attributes describe it; null where they say that it is none.</summary>
    /// <param name="member">A property or a method.</param>
    /// <param name="information">What the member returns.</param>
    /// <param name="type">The type that is to have the field.</param>
    /// <param name="node">The class that the type is made from.</param>
    /// <param name="resolver">How the field is resolved; null for an interface, whose objects resolve it.</param>
    public static FieldType? Make(MemberInfo member, TypeInformation information, IGraphType type, Type node, Func<FieldType, IFieldResolver>? resolver)
    {
        var field = new FieldType { Name = member.Name, Type = information.ConstructGraphType(), DeprecationReason = member.ObsoleteMessage() };
        if (member is MethodInfo method)
            field.Arguments = new QueryArguments(method.GetParameters().Select(parameter => MakeArgument(parameter, node, field)).OfType<QueryArgument>());
        field.Resolver = resolver?.Invoke(field);
        var isIgnored = false;
        foreach (var attribute in member.GetGraphQLAttributes())
        {
            attribute.Modify(field, isInputType: false);
            attribute.Modify(field, isInputType: false, type, member, ref isIgnored);
        }
        if (isIgnored)
            return null;
        ReadsAttribute.Note(field, member, node);
        return field;
    }

    private static QueryArgument? MakeArgument(ParameterInfo parameter, Type node, FieldType field)
    {
        var type = new TypeInformation(parameter);
        type.ApplyAttributes();
        var information = new ArgumentInformation(parameter, node, field, type);
        information.ApplyAttributes();
        var argument = information.ConstructQueryArgument().QueryArgument;
        if (argument is null)
            return null;
        foreach (var attribute in parameter.GetGraphQLAttributes())
        {
            attribute.Modify(argument);
            attribute.Modify(argument, parameter);
        }
        return argument;
    }
}

/// <summary>Makes a resolver when its field is first asked for: most fields of a schema are not asked for in the first minutes of a host.</summary>
internal sealed class ResolverOnFirstUse(Func<IFieldResolver> make) : IFieldResolver
{
    private readonly Lazy<IFieldResolver> _made = new(make);

    public ValueTask<object?> ResolveAsync(IResolveFieldContext context) => Make().ResolveAsync(context);

    /// <summary>The resolver itself, made where it is not yet.</summary>
    public IFieldResolver Make() => _made.Value;
}
