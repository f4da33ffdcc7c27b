using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DigitalPartnership.Access;
using DigitalPartnership.Api.Answers;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Telemetry;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Transport;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.AspNetCore.Connections;
using Microsoft.Net.Http.Headers;

namespace DigitalPartnership.Api.Http;

/// <summary>GraphQL over HTTP: requests by POST and GET, answers in either of the two media types, and the schema to download.</summary>
internal static class GraphQLEndpoint
{
    public const string PreflightHeader = "GraphQL-Preflight";

    // Answers are never part of a page, so nothing but JSON's own signs need be escaped.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Makes the schema, so that a fault in it stops the start and not the first request. It takes as long as the model of the database, and needs nothing of it.</summary>
    public static Task MakeSchemaAsync(this WebApplication app) => Task.Run(() => app.Services.GetRequiredService<ISchema>().Initialize());

    /// <summary>Maps the endpoint. The trusted documents are read here, so that a fault in them stops the start and not the first request.</summary>
    public static void MapGraphQL(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<OperationNames>().Trust(routes.ServiceProvider.GetRequiredService<TrustedDocuments>().OperationNames);
        routes.Map("/graphql", (RequestDelegate)AnswerAsync);
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = http.Request.Headers.Authorization.Count > 0 ? "private, no-store" : "no-store";
        var mediaType = ResponseMediaType.Json;
        try
        {
            CheckMethod(http);
            if (HttpMethods.IsGet(http.Request.Method) && http.Request.Query.ContainsKey("sdl"))
            {
                http.Response.ContentType = "text/plain; charset=utf-8";
                http.Response.Headers.ContentDisposition = "attachment; filename=\"schema.graphql\"";
                await http.Response.WriteAsync(http.RequestServices.GetRequiredService<ISchema>().Printed(), http.RequestAborted);
                return;
            }
            var isEventStream = EventStream.IsAskedFor(http.Request);
            mediaType = isEventStream ? ResponseMediaType.Json : ResponseMediaType.Choose(http.Request);
            CheckOrigin(http.Request);
            var services = http.RequestServices;
            await SignIn.AcceptAsync(http);
            var mostBytes = services.GetRequiredService<HttpLimits>().For(services.GetRequiredService<Caller>());
            var request = await GraphQLRequestReader.ReadAsync(http.Request, mostBytes, services.GetRequiredService<IGraphQLTextSerializer>());
            request.Asked.Query = services.GetRequiredService<TrustedDocuments>().TextOf(request.Asked, services.GetRequiredService<Caller>());
            if (isEventStream)
                await EventStream.WriteAsync(http, await ExecuteAsync(http, request.Asked, isEventStream: true));
            else if (http.Features.Get<AnswerSlot>() is { } slot)
                await AnswerFromCacheAsync(http, slot, request, mediaType);
            else
                await WriteAsync(http, await ExecuteAsync(http, request.Asked), mediaType);
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

    /// <summary>Gives out what was answered before, or executes and keeps the answer where it is for everybody.</summary>
    private static async Task AnswerFromCacheAsync(HttpContext http, AnswerSlot slot, ReadRequest request, string mediaType)
    {
        // What the data's version is must be known before they are read: so no answer is taken for newer than it is.
        var edition = await http.RequestServices.GetRequiredService<AnswerCache>().FindEditionAsync(http.RequestAborted);
        ExecutionResult? result = null;
        var begun = Stopwatch.GetTimestamp();
        var limit = TimeSpan.FromSeconds(http.RequestServices.GetRequiredService<QueryLimits>().Seconds);
        if (edition is not null)
        {
            var key = AnswerKey.Of(request.Asked.Query!, request.Asked.OperationName, request.Variables, mediaType);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
            patience.CancelAfter(limit);
            Answer? kept = null;
            try
            {
                kept = await edition.GetAsync(key, async () =>
                {
                    result = await ExecuteAsync(http, request.Asked);
                    if (!IsForEverybody(result))
                        return null;
                    (var answer, result) = Render(http, result);
                    using var written = answer;
                    return IsForEverybody(result) ? new Answer(written.Written.ToArray(), mediaType, NameOf(result)) : null;
                }, http.RequestAborted, patience.Token);
            }
            catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
            {
                result = new ExecutionResult { Errors = [new TimeoutError()] };
            }
            http.RequestServices.GetRequiredService<PartnershipMeter>().AnswerLookedUp(kept?.Operation ?? NameOf(result), isHit: result is null && kept is not null);
            if (kept is not null)
            {
                slot.Form = edition.FormOf(kept, ContentCodings.Choose(http.Request), slot.Request);
                return;
            }
        }
        // Who has waited for another in vain has what is left of the time.
        await WriteAsync(http, result ?? await ExecuteAsync(http, request.Asked, left: limit - Stopwatch.GetElapsedTime(begun)), mediaType);

        string NameOf(ExecutionResult? made) =>
            http.RequestServices.GetRequiredService<OperationNames>().Of(made?.Operation?.Name?.StringValue, made?.Executed is true);
    }

    private static bool IsForEverybody(ExecutionResult result) =>
        result is { Executed: true, Operation.Operation: OperationType.Query } and not { Errors.Count: > 0 };

    /// <summary>Writes a result into a buffer, or the error that it is too large to be sent.</summary>
    private static (AnswerBuffer Written, ExecutionResult Result) Render(HttpContext http, ExecutionResult result)
    {
        var writer = http.RequestServices.GetRequiredService<AnswerWriter>();
        var whole = new AnswerBuffer(http.RequestServices.GetRequiredService<QueryLimits>().AnswerBytes);
        try
        {
            writer.Write(whole, result);
            return (whole, result);
        }
        catch (ExecutionError tooLarge)
        {
            whole.Dispose();
            result = new ExecutionResult { Errors = [tooLarge], Extensions = result.Extensions };
            var refused = new AnswerBuffer();
            writer.Write(refused, result);
            return (refused, result);
        }
    }

    private static async Task<ExecutionResult> ExecuteAsync(HttpContext http, GraphQLRequest request, bool isEventStream = false, TimeSpan? left = null)
    {
        if (left <= TimeSpan.Zero)
            return new ExecutionResult { Errors = [new TimeoutError()] };
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
            Timeout = isEventStream ? Timeout.InfiniteTimeSpan : left ?? TimeSpan.FromSeconds(limits.Seconds),
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
        (var answer, result) = Render(http, result);
        using var written = answer;
        var status = ResponseMediaType.StatusOf(result, mediaType);
        http.Response.StatusCode = status;
        http.Response.ContentType = mediaType + "; charset=utf-8";
        if (status == StatusCodes.Status405MethodNotAllowed)
            http.Response.Headers.Allow = "POST";
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        http.Response.ContentLength = written.Length;
        await AnswerSending.SendAsync(http.Response, written.Written, http.RequestAborted);
    }

    private static async Task RefuseAsync(HttpContext http, HttpFault fault, string mediaType)
    {
        http.RequestServices.GetRequiredService<PartnershipMeter>().Refused(fault.Code);
        http.Response.StatusCode = fault.Status;
        http.Response.ContentType = mediaType + "; charset=utf-8";
        await JsonSerializer.SerializeAsync(http.Response.Body,
            new { errors = new[] { new { message = fault.Message, extensions = new { code = fault.Code, limit = fault.Limit } } } }, Json);
    }
}
