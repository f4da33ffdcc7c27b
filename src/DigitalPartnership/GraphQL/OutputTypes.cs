using System.Linq.Expressions;
using System.Reflection;
using GraphQL;
using GraphQL.Resolvers;
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
        var field = new FieldType
        {
            Name = memberInfo.Name,
            Type = GetTypeInformation(memberInfo).ConstructGraphType(),
            DeprecationReason = memberInfo.ObsoleteMessage(),
        };
        if (memberInfo is MethodInfo method)
            field.Arguments = new QueryArguments(ArgumentsOf(method, field));
        field.Resolver = new ResolverOnFirstUse(() => AutoRegisteringHelper.BuildFieldResolver(memberInfo, typeof(T), field, BuildMemberInstanceExpression(memberInfo)));
        var isIgnored = false;
        foreach (var attribute in memberInfo.GetGraphQLAttributes())
        {
            attribute.Modify(field, isInputType: false);
            attribute.Modify(field, isInputType: false, this, memberInfo, ref isIgnored);
        }
        if (isIgnored)
            return null;
        if (PlainField.IsPlain(memberInfo))
            field.MarkAsPlain();
        ReadsAttribute.Note(field, memberInfo, typeof(T));
        return field;
    }

    private IEnumerable<QueryArgument> ArgumentsOf(MethodInfo method, FieldType field)
    {
        foreach (var parameter in method.GetParameters())
        {
            var information = new ArgumentInformation(parameter, typeof(T), field, GetTypeInformation(parameter));
            information.ApplyAttributes();
            if (information.ConstructQueryArgument().QueryArgument is not { } argument)
                continue;
            ApplyArgumentAttributes(parameter, argument);
            yield return argument;
        }
    }

    /// <summary>A field brought by another class has no instance; the engine wants an expression for it all the same.</summary>
    protected override LambdaExpression BuildMemberInstanceExpression(MemberInfo memberInfo) =>
        memberInfo.DeclaringType!.IsAssignableFrom(typeof(T))
            ? base.BuildMemberInstanceExpression(memberInfo)
            : Expression.Lambda(Expression.Default(memberInfo.DeclaringType), Expression.Parameter(typeof(IResolveFieldContext)));
}

/// <summary>Makes a resolver when its field is first asked for: most fields of a schema are not asked for in the first minutes of a host.</summary>
internal sealed class ResolverOnFirstUse(Func<IFieldResolver> make) : IFieldResolver
{
    private readonly Lazy<IFieldResolver> _made = new(make);

    public ValueTask<object?> ResolveAsync(IResolveFieldContext context) => Make().ResolveAsync(context);

    /// <summary>The resolver itself, made where it is not yet.</summary>
    public IFieldResolver Make() => _made.Value;
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

    /// <inheritdoc />
    protected override FieldType? CreateField(MemberInfo memberInfo)
    {
        var field = base.CreateField(memberInfo);
        if (field is not null)
            ReadsAttribute.Note(field, memberInfo, typeof(T));
        return field;
    }
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
