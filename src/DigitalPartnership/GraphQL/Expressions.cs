using System.Linq.Expressions;

namespace DigitalPartnership.GraphQL;

/// <summary>Small steps with expression trees that filters and orders have in common.</summary>
internal static class Expressions
{
    /// <summary>The body of a lambda with other expressions in the place of its parameters.</summary>
    public static Expression Apply(this LambdaExpression lambda, params ReadOnlySpan<Expression> arguments)
    {
        var replaced = new Dictionary<ParameterExpression, Expression>();
        for (var at = 0; at < arguments.Length; at++)
            replaced.Add(lambda.Parameters[at], arguments[at]);
        return new Replacement(replaced).Visit(lambda.Body);
    }

    /// <summary>A value that the database gets as a parameter, so that one plan serves every value.</summary>
    public static Expression Parameter(object value, Type type) =>
        Expression.Convert(Expression.Field(Expression.Constant(new Box { Value = value }), nameof(Box.Value)), type);

    public static Expression And(Expression left, Expression right) =>
        left is ConstantExpression { Value: true } ? right : right is ConstantExpression { Value: true } ? left : Expression.AndAlso(left, right);

    private sealed class Box
    {
        public object? Value;
    }

    private sealed class Replacement(Dictionary<ParameterExpression, Expression> replaced) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => replaced.GetValueOrDefault(node, node);
    }
}
