using GraphQL;
using GraphQL.Execution;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Gives every error its stable code and nothing else: what went wrong inside is for the log, not for the client.
/// </summary>
internal sealed class ErrorCodes() : ErrorInfoProvider(new ErrorInfoProviderOptions())
{
    private const int LongestMessage = 500;

    public override ErrorInfo GetInfo(ExecutionError executionError)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = CodeOf(executionError) };
        if (executionError is RequestError or LimitError && executionError.Extensions is { } more)
        {
            foreach (var (name, value) in more)
                extensions[name] = value;
        }
        return new ErrorInfo { Message = Shortened(executionError.Message), Extensions = extensions };
    }

    // The engine quotes what it does not understand, however long that is.
    private static string Shortened(string message) => message.Length <= LongestMessage ? message : message[..LongestMessage] + "…";

    /// <summary>The code of an error.</summary>
    public static string CodeOf(ExecutionError error) => error switch
    {
        TimeoutError => "TIMED_OUT",
        RequestError or DocumentError => error.Code ?? "VALIDATION_FAILED",
        _ => "INTERNAL_ERROR",
    };
}
