using System.Reflection;
using GraphQL;
using GraphQL.Types;

namespace DigitalPartnership.GraphQL;

/// <summary>What every mutation's input has.</summary>
public abstract class MutationInput
{
    /// <summary>
    /// A text of the caller's choice that names this change, at most 100 characters. Sent again within a day by the same caller to the same
    /// mutation, it gives the first answer again and changes nothing.
    /// </summary>
    public string? IdempotencyKey { get; set; }
}

/// <summary>What the input of a mutation has that changes a record.</summary>
public abstract class RecordInput : MutationInput
{
    /// <summary>The record's version as the caller knows it; where it is no longer that, nothing is changed and CONFLICT is told.</summary>
    public string? ExpectedVersion { get; set; }
}

/// <summary>What a mutation answers: its result, or the errors for which it changed nothing.</summary>
public abstract class Payload
{
    /// <summary>What was done all the same, but should be looked at.</summary>
    public IReadOnlyList<Warning> Warnings { get; internal set; } = [];

    internal IReadOnlyList<IUserError>? Errors { get; set; }
}

/// <summary>Something that did not keep a mutation from its work, but should be looked at.</summary>
[Name("Warning")]
public sealed class Warning(string code, string message)
{
    /// <summary>Which sort of warning it is: UPPER_SNAKE, stable for ever.</summary>
    public string Code => code;

    /// <summary>What should be looked at, in a sentence.</summary>
    public string Message => message;
}

/// <summary>Says for which errors a mutation may change nothing, besides a wrong input and a reused idempotency key.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RefusesAttribute(params Type[] errors) : Attribute
{
    /// <summary>The classes of the errors.</summary>
    public Type[] Errors => errors;
}

/// <summary>The union of the errors of one mutation.</summary>
internal sealed class PayloadErrors<TPayload> : UnionGraphType where TPayload : Payload
{
    public PayloadErrors()
    {
        Name = typeof(TPayload).Name.Replace("Payload", "Error");
        Description = "Why nothing was changed.";
        foreach (var error in (Type[])[.. typeof(TPayload).GetCustomAttribute<RefusesAttribute>()?.Errors ?? [], typeof(InvalidInputError), typeof(IdempotencyKeyReusedError)])
            Type(typeof(OutputType<>).MakeGenericType(error));
    }
}
