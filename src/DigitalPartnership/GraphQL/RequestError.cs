using GraphQL;

namespace DigitalPartnership.GraphQL;

/// <summary>A fault of the request: the client is told what is wrong and by which stable code to recognise it.</summary>
public sealed class RequestError : ExecutionError
{
    /// <summary>Creates the error.</summary>
    /// <param name="code">UPPER_SNAKE, stable for ever, listed in the README.</param>
    /// <param name="message">One clear sentence for the developer of the client.</param>
    /// <param name="field">The argument or input field at fault, where there is one.</param>
    public RequestError(string code, string message, string? field = null) : base(message)
    {
        Code = code;
        if (field is not null)
            Extensions = new Dictionary<string, object?> { ["field"] = field };
    }

    /// <summary>The same error, for another place.</summary>
    internal RequestError Again() => new(Code!, Message) { Extensions = Extensions };
}
