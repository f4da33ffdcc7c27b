using System.Reflection;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Marks fields whose value is there once their object is: a property, or a method that asks for nothing but the arguments of the field.
/// They need neither a loader nor a service, so the lists in which only such fields are asked for can be written at once.
/// </summary>
internal static class PlainField
{
    private const string MetadataKey = "plain";

    /// <summary>Whether the field is marked.</summary>
    public static bool IsPlain(this FieldType field) => field.GetMetadata<bool>(MetadataKey);

    /// <summary>Marks the field.</summary>
    public static void MarkAsPlain(this FieldType field) => field.WithMetadata(MetadataKey, true);

    /// <summary>Whether the member of a node class is such a field.</summary>
    public static bool IsPlain(MemberInfo member) => member switch
    {
        PropertyInfo property => IsReady(property.PropertyType),
        MethodInfo { IsStatic: false } method => IsReady(method.ReturnType) && method.GetParameters().All(IsArgument),
        _ => false,
    };

    private static bool IsReady(Type type) => !type.IsAssignableTo(typeof(IDataLoaderResult)) && !type.IsAssignableTo(typeof(Task)) && type != typeof(object)
        && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static bool IsArgument(ParameterInfo parameter) =>
        parameter.ParameterType != typeof(IResolveFieldContext) && parameter.ParameterType != typeof(CancellationToken) && !parameter.GetCustomAttributes<GraphQLAttribute>().Any();
}
