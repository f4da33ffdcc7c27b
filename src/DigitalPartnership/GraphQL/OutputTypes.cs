using System.Linq.Expressions;
using System.Reflection;
using GraphQL;
using GraphQL.Types;

namespace DigitalPartnership.GraphQL;

/// <summary>The object type of a node class: its own members and the fields that other features bring to it.</summary>
internal sealed class OutputType<T> : AutoRegisteringObjectGraphType<T>
{
    public OutputType(FeatureTypes features)
    {
        ReadsAttribute.Note(this, typeof(T));
        foreach (var method in features.FieldsFor(typeof(T)))
            AddField(CreateField(method)!);
        foreach (var shared in OutputTypes.InterfacesOf(typeof(T)))
            Interfaces.Add(shared);
        if (typeof(T).IsAssignableTo(typeof(Payload)))
        {
            Field("errors", typeof(ListGraphType<>).MakeGenericType(typeof(NonNullGraphType<>).MakeGenericType(typeof(PayloadErrors<>).MakeGenericType(typeof(T)))))
                .Description("Why nothing was changed; null where the change was made.").Resolve(context => ((Payload)(object)context.Source!).Errors);
        }
    }

    /// <summary>The field of a member, without what the engine would do at once for each: compile how it is resolved.</summary>
    protected override FieldType? CreateField(MemberInfo memberInfo)
    {
        // Streams are resolved in another way.
        if (typeof(T) == typeof(Subscription))
            return base.CreateField(memberInfo);
        var field = OutputFields.Make(memberInfo, GetTypeInformation(memberInfo), this, typeof(T), field =>
            new ResolverOnFirstUse(() => AutoRegisteringHelper.BuildFieldResolver(memberInfo, typeof(T), field, BuildMemberInstanceExpression(memberInfo))));
        if (field is not null && PlainField.IsPlain(memberInfo))
            field.MarkAsPlain();
        return field;
    }

    /// <summary>A field brought by another class has no instance; the engine wants an expression for it all the same.</summary>
    protected override LambdaExpression BuildMemberInstanceExpression(MemberInfo memberInfo) =>
        memberInfo.DeclaringType!.IsAssignableFrom(typeof(T))
            ? base.BuildMemberInstanceExpression(memberInfo)
            : Expression.Lambda(Expression.Default(memberInfo.DeclaringType), Expression.Parameter(typeof(IResolveFieldContext)));
}

/// <summary>The interface type of an abstract node class or of a CLR interface.</summary>
internal sealed class OutputInterface<T> : AutoRegisteringInterfaceGraphType<T>
{
    public OutputInterface(FeatureTypes features)
    {
        ReadsAttribute.Note(this, typeof(T));
        foreach (var method in features.FieldsFor(typeof(T)))
            AddField(CreateField(method)!);
        foreach (var shared in OutputTypes.InterfacesOf(typeof(T)))
            Interfaces.Add(shared);
    }

    /// <summary>The field of a member; it is resolved by the objects that have it.</summary>
    protected override FieldType? CreateField(MemberInfo memberInfo) =>
        OutputFields.Make(memberInfo, GetTypeInformation(memberInfo), this, typeof(T), resolver: null);
}

/// <summary>A union, declared by <see cref="UnionOfAttribute"/> on a class that has no other purpose.</summary>
internal sealed class OutputUnion<T> : UnionGraphType
{
    public OutputUnion()
    {
        Name = OutputTypes.NameOf(typeof(T));
        Description = DescribedByDocumentationAttribute.Of(typeof(T));
        foreach (var member in ((UnionOfAttribute)Attribute.GetCustomAttribute(typeof(T), typeof(UnionOfAttribute))!).Members)
            Type(typeof(OutputType<>).MakeGenericType(member));
    }
}

/// <summary>Says which node classes an otherwise empty class stands for.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UnionOfAttribute(params Type[] members) : Attribute
{
    /// <summary>The node classes.</summary>
    public Type[] Members { get; } = members;
}

/// <summary>Maps the classes of the features to GraphQL types.</summary>
internal sealed class OutputTypes : IGraphTypeMappingProvider
{
    public Type? GetGraphTypeFromClrType(Type clrType, bool isInputType, Type? preferredGraphType)
    {
        if (preferredGraphType is not null || clrType.IsEnum || SchemaTypes.BuiltInScalarMappings.ContainsKey(clrType))
            return preferredGraphType;

        var definition = clrType.IsGenericType ? clrType.GetGenericTypeDefinition() : null;
        if (isInputType)
            return Of(definition == typeof(Filter<>) ? typeof(FilterInputType<>) : definition == typeof(Sort<>) ? typeof(SortInputType<>) : null);
        if (definition == typeof(Connection<>))
            return Of(typeof(ConnectionType<>));
        if (definition == typeof(Edge<>))
            return Of(typeof(EdgeType<>));
        return ForNode(clrType);

        Type? Of(Type? generic) => generic?.MakeGenericType(clrType.GetGenericArguments()[0])
            ?? typeof(AutoRegisteringInputObjectGraphType<>).MakeGenericType(clrType);
    }

    /// <summary>The graph type of a node class: an object, an interface where it is abstract, or a union.</summary>
    public static Type ForNode(Type node) => (Attribute.IsDefined(node, typeof(UnionOfAttribute)) ? typeof(OutputUnion<>)
        : node.IsAbstract ? typeof(OutputInterface<>)
        : typeof(OutputType<>)).MakeGenericType(node);

    public static string NameOf(Type node) =>
        ((NameAttribute?)Attribute.GetCustomAttribute(node, typeof(NameAttribute), inherit: false))?.Name ?? node.Name;

    public static IEnumerable<Type> InterfacesOf(Type node)
    {
        if (node.BaseType is { IsAbstract: true } shared && shared.IsAssignableTo(typeof(INode)))
            yield return typeof(OutputInterface<>).MakeGenericType(shared);
        foreach (var contract in node.GetInterfaces().Where(contract => contract.Assembly == node.Assembly && Attribute.IsDefined(contract, typeof(NameAttribute))))
            yield return typeof(OutputInterface<>).MakeGenericType(contract);
    }
}
