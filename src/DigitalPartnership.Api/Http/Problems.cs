using DigitalPartnership.GraphQL;

namespace DigitalPartnership.Api.Http;

/// <summary>Answers what goes wrong outside GraphQL as a problem (RFC 9457) with the code that GraphQL would give it.</summary>
internal sealed class Problems(ILogger<Problems> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (HttpFault fault)
        {
            return Problem(fault.Status, fault.Code, fault.Message);
        }
        catch (RequestError fault)
        {
            return Problem(fault.Code == "NOT_FOUND" ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest, fault.Code!, fault.Message, fault.Extensions?.GetValueOrDefault("field"));
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty;
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            log.LogError(fault, "A request failed");
            return Problem(StatusCodes.Status500InternalServerError, "INTERNAL_ERROR", "The request could not be answered.");
        }
    }

    /// <summary>A problem with a code.</summary>
    public static IResult Problem(int status, string code, string sentence, object? field = null)
    {
        var more = new Dictionary<string, object?> { ["code"] = code };
        if (field is not null)
            more["field"] = field;
        return Results.Problem(sentence, statusCode: status, extensions: more);
    }
}
