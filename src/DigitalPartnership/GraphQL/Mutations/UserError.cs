using GraphQL;

namespace DigitalPartnership.GraphQL;

/// <summary>Why a mutation changed nothing: something that the caller can mend.</summary>
[Name("Error")]
public interface IUserError
{
    /// <summary>What is wrong, in a sentence.</summary>
    string Message { get; }

    /// <summary>Which sort of fault it is: UPPER_SNAKE, stable for ever.</summary>
    string Code { get; }
}

/// <summary>A field of the input has a value that cannot be taken. Every such field is told at once.</summary>
[Name("ValidationError")]
public sealed class InvalidInputError(string inputField, string message) : IUserError
{
    /// <summary>What is wrong, in a sentence.</summary>
    public string Message => message;

    /// <summary>Always `VALIDATION_FAILED`.</summary>
    public string Code => "VALIDATION_FAILED";

    /// <summary>The field of the input, for example `names[0].name`.</summary>
    public string Field => inputField;
}

/// <summary>The record that the input names does not exist.</summary>
[Name("NotFoundError")]
public sealed class NotFoundError(string message) : IUserError
{
    /// <summary>What is wrong, in a sentence.</summary>
    public string Message => message;

    /// <summary>Always `NOT_FOUND`.</summary>
    public string Code => "NOT_FOUND";
}

/// <summary>The record is in a state that does not allow this.</summary>
[Name("WrongStateError")]
public sealed class WrongStateError(string message) : IUserError
{
    /// <summary>What is wrong, in a sentence.</summary>
    public string Message => message;

    /// <summary>Always `WRONG_STATE`.</summary>
    public string Code => "WRONG_STATE";
}

/// <summary>Somebody else has changed the record meanwhile; nothing was overwritten.</summary>
[Name("ConflictError")]
public sealed class ConflictError(string message, string? currentVersion = null) : IUserError
{
    /// <summary>What is wrong, in a sentence.</summary>
    public string Message => message;

    /// <summary>Always `CONFLICT`.</summary>
    public string Code => "CONFLICT";

    /// <summary>The record's version today, where it is known.</summary>
    public string? CurrentVersion => currentVersion;
}

/// <summary>A name is in use for another organisation.</summary>
[Name("NameTakenError")]
public sealed class NameTakenError(string inputField, string message) : IUserError
{
    /// <summary>What is wrong, in a sentence.</summary>
    public string Message => message;

    /// <summary>Always `NAME_TAKEN`.</summary>
    public string Code => "NAME_TAKEN";

    /// <summary>The field of the input.</summary>
    public string Field => inputField;
}

/// <summary>The idempotency key was used before, with another input.</summary>
[Name("IdempotencyKeyReusedError")]
public sealed class IdempotencyKeyReusedError : IUserError
{
    /// <summary>What is wrong, in a sentence.</summary>
    public string Message => "This idempotency key was used with another input; choose a new one.";

    /// <summary>Always `IDEMPOTENCY_KEY_REUSED`.</summary>
    public string Code => "IDEMPOTENCY_KEY_REUSED";
}

/// <summary>Ends a mutation with errors that the caller can mend; everything done so far is taken back.</summary>
public sealed class Refusal(params IReadOnlyList<IUserError> errors) : Exception(errors[0].Message)
{
    /// <summary>What the caller is told.</summary>
    public IReadOnlyList<IUserError> Errors => errors;
}
