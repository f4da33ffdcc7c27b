using System.Text.Encodings.Web;
using DigitalPartnership.Data;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Transport;
using GraphQLParser.AST;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Benchmarks.Reference;

/// <summary>
/// A GraphQL server as one first writes it with GraphQL.NET and EF: the stock engine and serializer, whole entities, a batch loader for each list.
/// The product's database and its entities, and nothing else of the product. It stays as it is: what it takes is the measure.
/// </summary>
internal static class ReferenceHost
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddDbContext<SqlitePartnershipDb>(options => options
            .UseSqlite($"Data Source={builder.Configuration["database"]}")
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
        builder.Services.AddScoped<ActivitiesByPartner>();
        builder.Services.AddScoped<ParticipantsByActivity>();
        builder.Services.AddGraphQL(engine => engine
            .AddSelfActivatingSchema<ReferenceSchema>()
            .AddGraphTypes(typeof(ReferenceSchema).Assembly)
            // Only the signs that JSON itself needs, as the product does.
            .AddSystemTextJson(json => json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping)
            .AddErrorInfoProvider(errors => errors.ExposeExceptionDetails = true)
            .AddExecutionStrategy<SerialExecutionStrategy>(OperationType.Query));

        var app = builder.Build();
        app.MapPost("/graphql", AnswerAsync);
        await app.RunAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext http, IDocumentExecuter<ReferenceSchema> executer, IGraphQLTextSerializer serializer)
    {
        var request = await serializer.ReadAsync<GraphQLRequest>(http.Request.Body, http.RequestAborted);
        var result = await executer.ExecuteAsync(new ExecutionOptions
        {
            Query = request!.Query,
            OperationName = request.OperationName,
            Variables = request.Variables,
            RequestServices = http.RequestServices,
            CancellationToken = http.RequestAborted,
        });
        http.Response.ContentType = "application/json; charset=utf-8";
        await serializer.WriteAsync(http.Response.Body, result, http.RequestAborted);
    }
}
