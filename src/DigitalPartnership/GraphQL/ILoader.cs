namespace DigitalPartnership.GraphQL;

/// <summary>Something that keeps what it has loaded for the rest of a request, and must let go of it after a change.</summary>
internal interface ILoader
{
    void Forget();
}
