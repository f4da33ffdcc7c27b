using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Telemetry;

namespace DigitalPartnership.Api.Http;

/// <summary>Answers what goes wrong outside GraphQL as a problem (RFC 9457) with the code that GraphQL would give it.</summary>
internal sealed class Problems(PartnershipMeter meter, ILogger<Problems> log) : IEndpointFilter
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
        catch (Exception fault) when (!http.Response.HasStarted && DatabaseFaults.Of(fault) is null)
        {
            log.LogError(fault, "A request failed");
            return Problem(StatusCodes.Status500InternalServerError, "INTERNAL_ERROR", "The request could not be answered.");
        }
    }

    private IResult Problem(int status, string code, string sentence, object? field = null)
    {
        meter.Refused(code);
        return Of(status, code, sentence, field);
    }

    /// <summary>A problem with a code.</summary>
    public static IResult Of(int status, string code, string sentence, object? field = null)
    {
        var more = new Dictionary<string, object?> { ["code"] = code };
        if (field is not null)
            more["field"] = field;
        return Results.Problem(sentence, statusCode: status, extensions: more);
    }
}
