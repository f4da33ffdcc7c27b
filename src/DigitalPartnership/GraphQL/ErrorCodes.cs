using DigitalPartnership.Data;
using GraphQL;
using GraphQL.Execution;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Gives every error its stable code and nothing else: what went wrong inside is for the log, not for the client.
/// </summary>
public sealed class ErrorCodes() : ErrorInfoProvider(new ErrorInfoProviderOptions())
{
    /// <summary>The code where the database cannot be used.</summary>
    public const string Unavailable = "UNAVAILABLE";

    /// <summary>What a client is told then.</summary>
    public const string UnavailableMessage = "The database cannot be used at the moment. Try again in a while; a change with the same idempotencyKey is made once.";

    private const int LongestMessage = 500;

    /// <inheritdoc />
    public override ErrorInfo GetInfo(ExecutionError executionError)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = CodeOf(executionError) };
        if (executionError is RequestError or LimitError && executionError.Extensions is { } more)
        {
            foreach (var (name, value) in more)
                extensions[name] = value;
        }
        var message = extensions["code"] is Unavailable ? UnavailableMessage : Shortened(executionError.Message);
        return new ErrorInfo { Message = message, Extensions = extensions };
    }

    // The engine quotes what it does not understand, however long that is.
    private static string Shortened(string message) => message.Length <= LongestMessage ? message : message[..LongestMessage] + "…";

    /// <summary>Whether a code is one of what goes wrong here, and not of what was asked.</summary>
    public static bool IsFault(string code) => code is Unavailable or "INTERNAL_ERROR" or "TIMED_OUT";

    /// <summary>The code of an error.</summary>
    public static string CodeOf(ExecutionError error) => error switch
    {
        TimeoutError => "TIMED_OUT",
        _ when DatabaseFaults.Of(error.InnerException) is not null => Unavailable,
        RequestError or DocumentError => error.Code ?? "VALIDATION_FAILED",
        _ => "INTERNAL_ERROR",
    };
}
