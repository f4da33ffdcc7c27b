using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Telemetry;

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
            return Of(fault.Status, fault.Code, fault.Message);
        }
        catch (RequestError fault)
        {
            return Of(fault.Code == "NOT_FOUND" ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest, fault.Code!, fault.Message, fault.Extensions?.GetValueOrDefault("field"));
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty;
        }
        catch (Exception fault) when (!http.Response.HasStarted && DatabaseFaults.Of(fault) is null)
        {
            log.LogError(fault, "A request failed");
            return Of(StatusCodes.Status500InternalServerError, "INTERNAL_ERROR", "The request could not be answered.");
        }
    }

    /// <summary>A problem with a code. It is counted as it is sent.</summary>
    public static IResult Of(int status, string code, string sentence, object? field = null)
    {
        var more = new Dictionary<string, object?> { ["code"] = code };
        if (field is not null)
            more["field"] = field;
        return new Counted(code, Results.Problem(sentence, statusCode: status, extensions: more));
    }

    private sealed class Counted(string code, IResult problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.RequestServices.GetRequiredService<PartnershipMeter>().Refused(code);
            return problem.ExecuteAsync(httpContext);
        }
    }
}
