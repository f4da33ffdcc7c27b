using System.Text.Encodings.Web;
using System.Text.Json;
using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Telemetry;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Transport;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using GraphQLParser.Visitors;
using Microsoft.AspNetCore.Connections;
using Microsoft.Net.Http.Headers;

namespace DigitalPartnership.Api.Http;

/// <summary>GraphQL over HTTP: requests by POST and GET, answers in either of the two media types, and the schema to download.</summary>
internal static class GraphQLEndpoint
{
    public const string PreflightHeader = "GraphQL-Preflight";

    // Answers are never part of a page, so nothing but JSON's own signs need be escaped.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Maps the endpoint. The schema is built here, so that a fault in it stops the start and not the first request.</summary>
    public static void MapGraphQL(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<ISchema>().Initialize();
        routes.Map("/graphql", (RequestDelegate)AnswerAsync);
    }

    /// <summary>The schema as text: types by name, and what is in them in its own order.</summary>
    public static string Print(ISchema schema)
    {
        var document = schema.ToAST();
        document.Definitions.Sort((one, other) => StringComparer.Ordinal.Compare(NameOf(one), NameOf(other)));
        return new SDLPrinter().Print(document);

        static string NameOf(ASTNode definition) => (definition as INamedNode)?.Name.StringValue ?? "";
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        var mediaType = ResponseMediaType.Json;
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
            var isEventStream = EventStream.IsAskedFor(http.Request);
            mediaType = isEventStream ? ResponseMediaType.Json : ResponseMediaType.Choose(http.Request);
            CheckOrigin(http.Request);
            var services = http.RequestServices;
            await SignIn.AcceptAsync(http);
            var mostBytes = services.GetRequiredService<HttpLimits>().For(services.GetRequiredService<Caller>());
            var request = await GraphQLRequestReader.ReadAsync(http.Request, mostBytes, services.GetRequiredService<IGraphQLTextSerializer>());
            var result = await ExecuteAsync(http, request, isEventStream);
            if (isEventStream)
                await EventStream.WriteAsync(http, result);
            else
                await WriteAsync(http, result, mediaType);
        }
        catch (HttpFault fault)
        {
            await RefuseAsync(http, fault, mediaType);
        }
        catch (BadHttpRequestException fault)
        {
            await RefuseAsync(http, ServerLimits.ToFault(fault), mediaType);
        }
        catch (Exception fault) when (fault is ConnectionResetException || http.RequestAborted.IsCancellationRequested)
        {
        }
        catch (Exception fault) when (!http.Response.HasStarted && http.RequestServices.GetRequiredService<DatabaseOutage>().Note(fault))
        {
            await RefuseAsync(http, Unavailability.Fault(http), mediaType);
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(GraphQLEndpoint)).LogError(fault, "A request failed");
            await RefuseAsync(http, new HttpFault(StatusCodes.Status500InternalServerError, "INTERNAL_ERROR", "The request could not be answered."), mediaType);
        }
    }

    private static async Task<ExecutionResult> ExecuteAsync(HttpContext http, GraphQLRequest request, bool isEventStream)
    {
        var services = http.RequestServices;
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
            CancellationToken = http.RequestAborted,
            Timeout = isEventStream ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(limits.Seconds),
            TimeoutAction = TimeoutAction.ReturnTimeoutError,
            ValidationRules = [.. DocumentValidator.CoreRules, new OperationsAllowedRule(HttpMethods.IsGet(http.Request.Method), isEventStream)],
        });
        if (userContext.TryGetValue(QueryLimits.CostKey, out var cost))
            result.Extensions = new Dictionary<string, object?> { [QueryLimits.CostKey] = cost };
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

    private static async Task WriteAsync(HttpContext http, ExecutionResult result, string mediaType)
    {
        var services = http.RequestServices;
        var writer = services.GetRequiredService<AnswerWriter>();
        using AnswerBuffer answer = new(services.GetRequiredService<QueryLimits>().AnswerBytes), refused = new();
        var written = answer;
        try
        {
            writer.Write(answer, result);
        }
        catch (ExecutionError tooLarge)
        {
            result = new ExecutionResult { Errors = [tooLarge], Extensions = result.Extensions };
            writer.Write(written = refused, result);
        }
        var status = ResponseMediaType.StatusOf(result, mediaType);
        http.Response.StatusCode = status;
        http.Response.ContentType = mediaType + "; charset=utf-8";
        if (status == StatusCodes.Status405MethodNotAllowed)
            http.Response.Headers.Allow = "POST";
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        http.Response.ContentLength = written.Length;
        await http.Response.BodyWriter.WriteAsync(written.Written, http.RequestAborted);
    }

    private static async Task RefuseAsync(HttpContext http, HttpFault fault, string mediaType)
    {
        http.RequestServices.GetRequiredService<PartnershipMeter>().Refused(fault.Code);
        http.Response.StatusCode = fault.Status;
        http.Response.ContentType = mediaType + "; charset=utf-8";
        await JsonSerializer.SerializeAsync(http.Response.Body,
            new { errors = new[] { new { message = fault.Message, extensions = new { code = fault.Code } } } }, Json);
    }
}
