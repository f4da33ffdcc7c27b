using System.Security.Claims;
using DigitalPartnership.Access;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Tests.Hosting;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Utilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DigitalPartnership.Tests.GraphQL.Execution;

/// <summary>The engine and the serializer as their packages bring them: whole records, a node for every field, nothing remembered.</summary>
internal static class StockEngine
{
    /// <summary>Takes out of the wiring what the product does in its own way.</summary>
    public static void Wire(IServiceCollection services)
    {
        foreach (var own in services.Where(service => service.ImplementationType == typeof(DocumentCache)).ToList())
            services.Remove(own);
        services.Replace(ServiceDescriptor.Singleton<IExecutionStrategySelector>(new OneStrategy()));
    }

    /// <summary>Takes the marks off the fields by which the product knows what it may write at once, and which columns it may leave out.</summary>
    public static void Unmark(IServiceProvider services)
    {
        var schema = services.GetRequiredService<ISchema>();
        schema.Initialize();
        foreach (var type in schema.AllTypes)
        {
            Unmark(type);
            foreach (var field in (type as IComplexGraphType)?.Fields ?? [])
                Unmark(field);
        }

        static void Unmark(IProvideMetadata marked)
        {
            marked.Metadata.Remove("plain");
            marked.Metadata.Remove("reads");
        }
    }

    /// <summary>The whole answer, as text.</summary>
    public static async Task<string> AnswerAsync(IServiceProvider services, string document, string? variables, string? role)
    {
        await using var scope = services.CreateAsyncScope();
        if (role is not null)
            scope.ServiceProvider.GetRequiredService<Caller>().SignIn(new ClaimsPrincipal(new ClaimsIdentity([new("iss", Tokens.Issuer), new("sub", role), new("roles", role)], "test")));
        var serializer = scope.ServiceProvider.GetRequiredService<IGraphQLTextSerializer>();
        var result = await ExecuteAsync(scope.ServiceProvider, document, variables is null ? null : serializer.Deserialize<Inputs>(variables));
        return serializer.Serialize(result);
    }

    /// <summary>The result of a document, with its cost, as the endpoint asks for it.</summary>
    public static async Task<ExecutionResult> ExecuteAsync(IServiceProvider scope, string document, Inputs? variables)
    {
        var userContext = new Dictionary<string, object?>();
        var result = await scope.GetRequiredService<IDocumentExecuter>().ExecuteAsync(new ExecutionOptions
        {
            Query = document,
            Variables = variables,
            RequestServices = scope,
            UserContext = userContext,
        });
        if (userContext.TryGetValue(QueryLimits.CostKey, out var cost))
            result.Extensions = new Dictionary<string, object?> { [QueryLimits.CostKey] = cost };
        return result;
    }

    private sealed class OneStrategy : IExecutionStrategySelector
    {
        public IExecutionStrategy Select(global::GraphQL.Execution.ExecutionContext context) => SerialExecutionStrategy.Instance;
    }
}
