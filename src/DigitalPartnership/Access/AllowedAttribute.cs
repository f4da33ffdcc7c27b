using DigitalPartnership.GraphQL;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Access;

/// <summary>Who may see a field.</summary>
public enum Audience
{
    /// <summary>Everybody.</summary>
    Everyone,

    /// <summary>Whoever has signed in.</summary>
    SignedIn,

    /// <summary>The Secretariat.</summary>
    Admin,

    /// <summary>The Secretariat, and the liaison persons of the partner whose record it is.</summary>
    AdminOrOwn,

    /// <summary>Liaison persons, each for their own partner.</summary>
    Liaison,
}

/// <summary>A node that belongs to one partner.</summary>
public interface IOwned
{
    /// <summary>The key of the partner.</summary>
    internal int OwnerId { get; }
}

/// <summary>
/// Declares who may see a field. Every root field declares it, and every field that not everybody may see; such a
/// field is nullable, so that a refusal nulls it alone and leaves the rest of the answer.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class AllowedAttribute(Audience audience) : GraphQLAttribute
{
    /// <summary>Under which name a field keeps its audience.</summary>
    public const string MetadataKey = "audience";

    /// <inheritdoc />
    public override void Modify(FieldType fieldType, bool isInputType)
    {
        fieldType.WithMetadata(MetadataKey, audience);
        if (audience is Audience.Everyone)
            return;
        fieldType.Description += audience switch
        {
            Audience.SignedIn => " Signed-in callers only.",
            Audience.Admin => " Admins only.",
            Audience.AdminOrOwn => " Admins and the partner's own liaisons only.",
            _ => " Liaisons only, for their own partner.",
        };
        if (fieldType.Resolver is { } resolver)
            fieldType.Resolver = new FuncFieldResolver<object?>(context => Refusal(audience, context) is { } refusal ? throw refusal : resolver.ResolveAsync(context));
    }

    private static RequestError? Refusal(Audience audience, IResolveFieldContext context)
    {
        var caller = context.RequestServices!.GetRequiredService<Caller>();
        var isAllowed = audience switch
        {
            Audience.Everyone => true,
            Audience.SignedIn => caller.IsSignedIn,
            Audience.Admin => caller.IsAdmin,
            Audience.AdminOrOwn => caller.MaySee(((IOwned)context.Source!).OwnerId),
            _ => caller.PartnerId is not null,
        };
        return isAllowed ? null : NotAllowed(caller);
    }

    /// <summary>The refusal, in the shape that HotChocolate gives it.</summary>
    public static RequestError NotAllowed(Caller caller) => caller.IsSignedIn
        ? new RequestError("AUTH_NOT_AUTHORIZED", "The current user is not authorized to access this resource.")
        : new RequestError("AUTH_NOT_AUTHENTICATED", "The current user is not authorized to access this resource.");
}
