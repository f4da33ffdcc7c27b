using System.Text.Json;
using DigitalPartnership.GraphQL;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Transport;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.Net.Http.Headers;

namespace DigitalPartnership.Api.Http;

/// <summary>GraphQL over HTTP: requests by POST and GET, answers in either of the two media types, and the schema to download.</summary>
internal static class GraphQLEndpoint
{
    public const string ResponseType = "application/graphql-response+json";
    public const string PreflightHeader = "GraphQL-Preflight";
    private const string JsonType = "application/json";

    /// <summary>Maps the endpoint. The schema is built here, so that a fault in it stops the start and not the first request.</summary>
    public static void MapGraphQL(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<ISchema>().Initialize();
        routes.Map("/graphql", (RequestDelegate)AnswerAsync);
    }

    public static string Print(ISchema schema) => schema.Print();

    private static async Task AnswerAsync(HttpContext http)
    {
        var mediaType = JsonType;
        try
        {
            CheckMethod(http);
            if (HttpMethods.IsGet(http.Request.Method) && http.Request.Query.ContainsKey("sdl"))
            {
                http.Response.ContentType = "text/plain; charset=utf-8";
                http.Response.Headers.ContentDisposition = "attachment; filename=\"schema.graphql\"";
                await http.Response.WriteAsync(Print(http.RequestServices.GetRequiredService<ISchema>()), http.RequestAborted);
                return;
            }
            mediaType = Acceptable(http.Request) ?? throw new HttpFault(StatusCodes.Status406NotAcceptable, "NOT_ACCEPTABLE", $"Answers come as {ResponseType} or {JsonType}.");
            CheckOrigin(http.Request);
            var services = http.RequestServices;
            var request = await GraphQLRequestReader.ReadAsync(http.Request, services.GetRequiredService<HttpLimits>(), services.GetRequiredService<IGraphQLTextSerializer>());
            var result = await ExecuteAsync(http, request);
            await WriteAsync(http, result, StatusOf(result, mediaType), mediaType);
        }
        catch (HttpFault fault)
        {
            await RefuseAsync(http, fault, mediaType);
        }
        catch (BadHttpRequestException fault)
        {
            await RefuseAsync(http, new HttpFault(fault.StatusCode, "REQUEST_INVALID", "The request could not be read."), mediaType);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
        }
    }

    private static async Task<ExecutionResult> ExecuteAsync(HttpContext http, GraphQLRequest request)
    {
        var services = http.RequestServices;
        var isGet = HttpMethods.IsGet(http.Request.Method);
        var limits = services.GetRequiredService<QueryLimits>();
        var userContext = new Dictionary<string, object?>();
        var result = await services.GetRequiredService<IDocumentExecuter>().ExecuteAsync(new ExecutionOptions
        {
            Query = request.Query,
            OperationName = request.OperationName,
            Variables = request.Variables,
            Extensions = request.Extensions,
            RequestServices = services,
            UserContext = userContext,
            User = http.User,
            CancellationToken = http.RequestAborted,
            Timeout = TimeSpan.FromSeconds(limits.Seconds),
            TimeoutAction = TimeoutAction.ReturnTimeoutError,
            ValidationRules = isGet ? [.. DocumentValidator.CoreRules, new QueriesOnlyRule()] : null,
        });
        if (userContext.TryGetValue("cost", out var cost))
            result.Extensions = new Dictionary<string, object?> { ["cost"] = cost };
        return result;
    }

    private static void CheckMethod(HttpContext http)
    {
        if (HttpMethods.IsPost(http.Request.Method) || HttpMethods.IsGet(http.Request.Method))
            return;
        http.Response.Headers.Allow = "GET, POST";
        throw new HttpFault(StatusCodes.Status405MethodNotAllowed, "METHOD_NOT_ALLOWED", "Send GraphQL requests by GET or POST.");
    }

    /// <summary>
    /// A page of another site can send a GET in the name of its visitor without asking first, unless the request needs a
    /// header that makes the browser ask. A POST needs application/json, which does so already.
    /// </summary>
    private static void CheckOrigin(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) || request.Headers.ContainsKey(PreflightHeader))
            return;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        var isForeign = site.Length > 0
            ? site is not ("same-origin" or "none")
            : origin.Length > 0 && (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Authority != request.Host.Value);
        if (isForeign)
            throw new HttpFault(StatusCodes.Status403Forbidden, "PREFLIGHT_REQUIRED", $"A GET request from another site needs the header {PreflightHeader}.");
    }

    private static string? Acceptable(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0 || !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
            return JsonType;
        foreach (var range in accepted.Where(range => range.Quality is not 0).OrderByDescending(range => range.Quality ?? 1))
        {
            if (range.Charset.HasValue && !range.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
                continue;
            if (range.MediaType.Equals(ResponseType, StringComparison.OrdinalIgnoreCase))
                return ResponseType;
            if (range.MediaType.Equals(JsonType, StringComparison.OrdinalIgnoreCase) || range.MatchesAllTypes || range.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase))
                return JsonType;
        }
        return null;
    }

    /// <summary>With the older media type every request that could be read is answered with 200, whatever became of it.</summary>
    private static int StatusOf(ExecutionResult result, string mediaType)
    {
        if (result.Errors?.Any(error => error is QueriesOnlyError) is true)
            return StatusCodes.Status405MethodNotAllowed;
        return result.Executed || mediaType == JsonType ? StatusCodes.Status200OK
            : result.Errors?.Any(error => error is TimeoutError) is true ? StatusCodes.Status504GatewayTimeout
            : StatusCodes.Status400BadRequest;
    }

    private static async Task WriteAsync(HttpContext http, ExecutionResult result, int status, string mediaType)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = mediaType + "; charset=utf-8";
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        await http.RequestServices.GetRequiredService<IGraphQLTextSerializer>().WriteAsync(http.Response.Body, result, http.RequestAborted);
    }

    private static async Task RefuseAsync(HttpContext http, HttpFault fault, string mediaType)
    {
        http.Response.StatusCode = fault.Status;
        http.Response.ContentType = mediaType + "; charset=utf-8";
        await JsonSerializer.SerializeAsync(http.Response.Body,
            new { errors = new[] { new { message = fault.Message, extensions = new { code = fault.Code } } } }, JsonSerializerOptions.Web, http.RequestAborted);
    }
}

/// <summary>A GET may not change anything: links are followed by mail scanners, crawlers and prefetching browsers.</summary>
internal sealed class QueriesOnlyRule : ValidationRuleBase
{
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context)
    {
        if (context.Operation.Operation is not OperationType.Query)
            context.ReportError(new QueriesOnlyError());
        return default;
    }
}

internal sealed class QueriesOnlyError : ValidationError
{
    public QueriesOnlyError() : base("Only queries may be sent by GET; send mutations by POST.") => Code = "METHOD_NOT_ALLOWED";
}
