using System.Collections.Concurrent;
using System.Reflection;
using System.Xml.Linq;
using GraphQL;
using GraphQL.Types;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Takes the schema's descriptions from the documentation of the code, which the compiler writes beside each assembly. The engine can do
/// that too, but looks through the whole file for each member: that was half of a host's start.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class DescribedByDocumentationAttribute : GraphQLAttribute
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, string>> Files = [];

    /// <summary>Before the attributes that add to a description.</summary>
    public override float Priority => 0;

    /// <inheritdoc />
    public override void Modify(IGraphType graphType, Type sourceType) => graphType.Description ??= Of(sourceType);

    /// <inheritdoc />
    public override void Modify(FieldType fieldType, bool isInputType, IGraphType graphType, MemberInfo memberInfo, ref bool ignore) =>
        fieldType.Description ??= Of(memberInfo);

    /// <inheritdoc />
    public override void Modify(EnumValueDefinition enumValueDefinition) =>
        enumValueDefinition.Description ??= enumValueDefinition.Value is Enum value && value.GetType().GetField(value.ToString()) is { } member ? Of(member) : null;

    /// <inheritdoc />
    public override void Modify(QueryArgument queryArgument, ParameterInfo parameterInfo) => queryArgument.Description ??= Of(parameterInfo.Member, parameterInfo.Name);

    /// <summary>The summary of a class or a member, or what is said of one of its parameters; null where there is nothing.</summary>
    public static string? Of(MemberInfo member, string? parameter = null)
    {
        var owner = (member as Type ?? member.DeclaringType!).FullName?.Split('[')[0].Replace('+', '.');
        var name = member switch
        {
            Type => $"T:{owner}",
            PropertyInfo => $"P:{owner}.{member.Name}",
            FieldInfo => $"F:{owner}.{member.Name}",
            _ => $"M:{owner}.{member.Name}",
        };
        return Files.GetOrAdd(member.Module.Assembly, Read).GetValueOrDefault(parameter is null ? name : $"{name} {parameter}");
    }

    // The types of parameters are left out of the names of methods: no two fields of a type have the same name.
    private static Dictionary<string, string> Read(Assembly assembly)
    {
        var texts = new Dictionary<string, string>();
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(file))
            return texts;
        foreach (var member in XDocument.Load(file).Descendants("member"))
        {
            var name = member.Attribute("name")!.Value.Split('(')[0];
            if (member.Element("summary")?.Value.Trim() is { Length: > 0 } summary)
                texts.TryAdd(name, summary);
            foreach (var parameter in member.Elements("param"))
                texts.TryAdd($"{name} {parameter.Attribute("name")!.Value}", parameter.Value.Trim());
        }
        return texts;
    }
}
