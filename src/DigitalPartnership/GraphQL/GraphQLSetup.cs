using DigitalPartnership.Data;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: DigitalPartnership.GraphQL.DescribedByDocumentation]

namespace DigitalPartnership.GraphQL;

/// <summary>Sets the engine up from the classes of the features.</summary>
public static class GraphQLSetup
{
    /// <summary>Registers the schema, its loaders and the engine.</summary>
    public static IServiceCollection AddPartnershipGraphQL(this IServiceCollection services, FeatureTypes features, IConfiguration configuration)
    {
        GlobalSwitches.DynamicallyCompileToObject = false; // Inputs are few and small, and compiling what reads them took a start a tenth of a second.
        services.AddSingleton(features);
        foreach (var type in features.All.Where(type => type.IsClass && !type.IsAbstract))
            Register(services, type);
        foreach (var graphType in typeof(GraphQLSetup).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IGraphType)) && !type.IsAbstract))
            services.AddTransient(graphType);

        services.AddSingleton<IDocumentBuilder, DocumentReader>();
        services.AddGraphQL(engine => engine
            .AddSchema<PartnershipGraph>()
            .AddSystemTextJson(json => json.Encoder = AnswerWriter.Encoder)
            .AddGraphTypeMappingProvider<OutputTypes>()
            .AddExecutionStrategy<QueryStrategy>(OperationType.Query)
            .ConfigureExecution<DocumentCache>()
            .AddExecutionStrategy<MutationStrategy>(OperationType.Mutation)
            .AddScopedSubscriptionExecutionStrategy(serialExecution: true)
            .AddValidationRule<QueryLimitRule>()
            .AddValidationRule<ErrorFloodRule>()
            .AddErrorInfoProvider<ErrorCodes>()
            .ConfigureExecution(async (options, next) => QueryStrategy.Refused(ErrorFloodRule.Shortened(await next(options))))
            .ConfigureExecution<ExecutionTelemetry>()
            .AddUnhandledExceptionHandler(unhandled =>
            {
                // A question that was broken off since nobody waits for it any more has not failed.
                unhandled.Context?.CancellationToken.ThrowIfCancellationRequested();
                if (unhandled.ExecutionOptions.RequestServices!.GetRequiredService<DatabaseOutage>().Note(unhandled.OriginalException))
                    return Task.CompletedTask;
                var logger = unhandled.ExecutionOptions.RequestServices!.GetRequiredService<ILogger<ErrorCodes>>();
                logger.LogError(unhandled.OriginalException, "The field {Path} failed", string.Join('.', unhandled.FieldContext?.Path ?? []));
                return Task.CompletedTask;
            }));
        services.AddSingleton<AnswerWriter>();
        services.AddScoped<PlainLists>();
        services.AddSingleton(QueryLimits.From(configuration));
        return services;
    }

    private static void Register(IServiceCollection services, Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (!ancestor.IsGenericType)
                continue;
            var definition = ancestor.GetGenericTypeDefinition();
            if (definition == typeof(FilterFields<>) || definition == typeof(SortFields<>))
                services.AddSingleton(ancestor, type);
        }
        if (type.IsAssignableTo(typeof(ILoader)))
        {
            services.AddScoped(type);
            services.AddScoped(typeof(ILoader), scope => scope.GetRequiredService(type));
        }
        if (type.IsAssignableTo(typeof(INodeSource)))
            services.AddScoped(typeof(INodeSource), scope => scope.GetRequiredService(type));
    }
}

/// <summary>The schema: the root type, and every node class that is only reached through an interface.</summary>
internal sealed class PartnershipGraph : Schema
{
    public PartnershipGraph(IServiceProvider services, FeatureTypes features) : base(services)
    {
        Description = "The Council of Europe's partnership with digital companies: partners, the activities they take part in, and where every fact comes from.";
        Query = services.GetRequiredService<OutputType<Query>>();
        Mutation = services.GetRequiredService<OutputType<Mutation>>();
        Subscription = services.GetRequiredService<OutputType<Subscription>>();
        RegisterVisitor(new Descriptions());
        RegisterTypeMapping(typeof(DateOnly), typeof(DayGraphType));
        foreach (var node in features.All.Where(type => type.IsAssignableTo(typeof(INode)) && !type.IsAbstract))
            RegisterType(OutputTypes.ForNode(node));
    }
}
