using System.Linq.Expressions;
using System.Reflection;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.GraphQL;

/// <summary>The comparisons of HotChocolate's filter inputs, made into conditions of a query.</summary>
internal static class Operations
{
    private static readonly MethodInfo Contains = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;
    private static readonly MethodInfo StartsWith = typeof(string).GetMethod(nameof(string.StartsWith), [typeof(string)])!;
    private static readonly MethodInfo EndsWith = typeof(string).GetMethod(nameof(string.EndsWith), [typeof(string)])!;

    public static Expression Condition<TValue>(Expression column, IDictionary<string, object?> operations, Func<string, string>? fold)
    {
        Expression condition = Expression.Constant(true);
        foreach (var (name, value) in operations)
            condition = Expressions.And(condition, One(name, value));
        return condition;

        Expression One(string name, object? value) => name switch
        {
            "and" => Nested(name, value).Aggregate((Expression)Expression.Constant(true), Expressions.And),
            "or" => Nested(name, value).DefaultIfEmpty(Expression.Constant(true)).Aggregate(Expression.OrElse),
            "eq" => Expression.Equal(column, Operand(value)),
            "neq" => Expression.NotEqual(column, Operand(value)),
            "in" => In(Listed(name, value)),
            "nin" => Expression.Not(In(Listed(name, value))),
            "gt" => Expression.GreaterThan(column, Operand(Needed(name, value))),
            "ngt" => Expression.Not(Expression.GreaterThan(column, Operand(Needed(name, value)))),
            "gte" => Expression.GreaterThanOrEqual(column, Operand(Needed(name, value))),
            "ngte" => Expression.Not(Expression.GreaterThanOrEqual(column, Operand(Needed(name, value)))),
            "lt" => Expression.LessThan(column, Operand(Needed(name, value))),
            "nlt" => Expression.Not(Expression.LessThan(column, Operand(Needed(name, value)))),
            "lte" => Expression.LessThanOrEqual(column, Operand(Needed(name, value))),
            "nlte" => Expression.Not(Expression.LessThanOrEqual(column, Operand(Needed(name, value)))),
            "contains" => TextCondition(Contains, Needed(name, value)),
            "ncontains" => Expression.Not(TextCondition(Contains, Needed(name, value))),
            "startsWith" => TextCondition(StartsWith, Needed(name, value)),
            "nstartsWith" => Expression.Not(TextCondition(StartsWith, Needed(name, value))),
            "endsWith" => TextCondition(EndsWith, Needed(name, value)),
            "nendsWith" => Expression.Not(TextCondition(EndsWith, Needed(name, value))),
            _ => throw new InvalidOperationException($"The operation {name} has no condition."),
        };

        IEnumerable<Expression> Nested(string name, object? value) =>
            ((IEnumerable<object?>)Needed(name, value)).Select(nested => Condition<TValue>(column, (IDictionary<string, object?>)nested!, fold));

        Expression In(IReadOnlyList<object?> values)
        {
            var known = typeof(List<>).MakeGenericType(column.Type);
            var list = (System.Collections.IList)Activator.CreateInstance(known)!;
            foreach (var value in values.Where(value => value is not null))
                list.Add(Folded(value));
            var among = Expressions.Parameter(list, known);
            // On SQL Server a list in one parameter has the collation of the database, folded columns have one of their own, and it refuses to compare the two.
            if (column.Type == typeof(string))
                among = Expression.Call(typeof(EFExtensions), nameof(EFExtensions.MultipleParameters), [known], among);
            Expression condition = Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [column.Type], among, column);
            return values.Contains(null) ? Expression.OrElse(Expression.Equal(column, Operand(null)), condition) : condition;
        }

        Expression TextCondition(MethodInfo method, object value) =>
            Expression.AndAlso(
                Expression.NotEqual(column, Expression.Constant(null, typeof(string))),
                Expression.Call(column, method, Expressions.Parameter(Folded(value)!, typeof(string))));

        Expression Operand(object? value)
        {
            if (value is null)
            {
                return column.Type.IsValueType && Nullable.GetUnderlyingType(column.Type) is null
                    ? throw new RequestError("VALIDATION_FAILED", "This field is never null.")
                    : Expression.Constant(null, column.Type);
            }
            return Expressions.Parameter(Folded(value)!, column.Type);
        }

        object? Folded(object? value) => value switch
        {
            string text when fold is not null => fold(text),
            DateTime moment => moment.ToUniversalTime(),
            _ => (TValue?)value,
        };
    }

    private static object Needed(string name, object? value) =>
        value ?? throw new RequestError("VALIDATION_FAILED", $"The operation '{name}' needs a value.", name);

    private static IReadOnlyList<object?> Listed(string name, object? value) => [.. (IEnumerable<object?>)Needed(name, value)];
}

/// <summary>The values of operation inputs stay a dictionary, since a null given differs from none given.</summary>
internal abstract class OperationInput : InputObjectGraphType
{
    /// <summary>A comparison and, where it has one, its opposite, which is named after it.</summary>
    protected void Operation<TGraph>(string name, string description, string? opposite = null) where TGraph : IGraphType
    {
        Field<TGraph>(name).Description(description);
        if (opposite is not null)
            Field<TGraph>(name == "in" ? "nin" : "n" + name).Description(opposite);
    }
}

internal sealed class TextOperations : OperationInput
{
    public TextOperations()
    {
        Name = "StringOperationFilterInput";
        Description = "Comparisons of a text; case and accents are folded.";
        Operation<ListGraphType<NonNullGraphType<TextOperations>>>("and", "All of these comparisons must hold.");
        Operation<ListGraphType<NonNullGraphType<TextOperations>>>("or", "At least one of these comparisons must hold.");
        Operation<StringGraphType>("eq", "It is this text.", "It is not this text.");
        Operation<StringGraphType>("contains", "It contains this text.", "It does not contain this text.");
        Operation<ListGraphType<StringGraphType>>("in", "It is one of these texts.", "It is none of these texts.");
        Operation<StringGraphType>("startsWith", "It starts with this text.", "It does not start with this text.");
        Operation<StringGraphType>("endsWith", "It ends with this text.", "It does not end with this text.");
    }
}

internal sealed class ComparableOperations<T> : OperationInput
{
    public ComparableOperations()
    {
        if (typeof(T) == typeof(DateOnly))
            AddAll<DayGraphType>("Date", "a day");
        else if (typeof(T) == typeof(DateTime))
            AddAll<DateTimeGraphType>("DateTime", "a moment");
        else
            AddAll<IntGraphType>("Int", "a whole number");
    }

    private void AddAll<TGraph>(string kind, string what) where TGraph : IGraphType
    {
        Name = kind + "OperationFilterInput";
        Description = $"Comparisons of {what}.";
        Operation<TGraph>("eq", "It is this value.", "It is not this value.");
        Operation<ListGraphType<TGraph>>("in", "It is one of these values.", "It is none of these values.");
        Operation<TGraph>("gt", "It is greater than this value.", "It is not greater than this value.");
        Operation<TGraph>("gte", "It is this value or greater.", "It is neither this value nor greater.");
        Operation<TGraph>("lt", "It is less than this value.", "It is not less than this value.");
        Operation<TGraph>("lte", "It is this value or less.", "It is neither this value nor less.");
    }
}

internal sealed class IdOperations : OperationInput
{
    public IdOperations()
    {
        Name = "IdOperationFilterInput";
        Description = "Comparisons of an id.";
        Operation<IdGraphType>("eq", "It is this record.", "It is not this record.");
        Operation<ListGraphType<NonNullGraphType<IdGraphType>>>("in", "It is one of these records.", "It is none of these records.");
    }
}

internal sealed class FlagOperations : OperationInput
{
    public FlagOperations()
    {
        Name = "BooleanOperationFilterInput";
        Description = "Comparisons of a yes or no.";
        Operation<BooleanGraphType>("eq", "It is this.", "It is not this.");
    }
}

internal sealed class ChoiceOperations<TEnum> : OperationInput where TEnum : Enum
{
    public ChoiceOperations()
    {
        Name = typeof(TEnum).Name + "OperationFilterInput";
        Description = "Comparisons of one of a few values.";
        Operation<EnumerationGraphType<TEnum>>("eq", "It is this value.", "It is not this value.");
        Operation<ListGraphType<NonNullGraphType<EnumerationGraphType<TEnum>>>>("in", "It is one of these values.", "It is none of these values.");
    }
}

internal sealed class ListOperations<T> : OperationInput
{
    public ListOperations(IEnumerable<FilterFields<T>> parts)
    {
        Name = "ListFilterInputTypeOf" + parts.Single(part => part.Name is not null).Name;
        Description = "Conditions on a list of records.";
        Operation<FilterInputType<T>>("some", "This holds for at least one of them.");
        Operation<FilterInputType<T>>("none", "This holds for none of them.");
        Operation<FilterInputType<T>>("all", "This holds for every one of them.");
        Operation<BooleanGraphType>("any", "Whether there is any at all.");
    }
}
