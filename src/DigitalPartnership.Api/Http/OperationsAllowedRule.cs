using GraphQL.Validation;
using GraphQLParser.AST;

namespace DigitalPartnership.Api.Http;

/// <summary>
/// Which operations a request may bring. A GET may not change anything: links are followed by mail scanners, crawlers and
/// prefetching browsers. What goes on without end comes as an event stream, and nothing else does.
/// </summary>
internal sealed class OperationsAllowedRule(bool isGet, bool isEventStream) : ValidationRuleBase
{
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context)
    {
        var operation = context.Operation.Operation;
        if (isEventStream && operation is not OperationType.Subscription)
            context.ReportError(new OperationNotAllowedError("EVENT_STREAM_UNSUITABLE", "Only subscriptions are answered as event streams."));
        else if (!isEventStream && operation is OperationType.Subscription)
            context.ReportError(new OperationNotAllowedError("EVENT_STREAM_REQUIRED", "Subscriptions are answered as event streams; send Accept: text/event-stream."));
        else if (isGet && operation is OperationType.Mutation)
            context.ReportError(new OperationNotAllowedError("METHOD_NOT_ALLOWED", "Mutations are sent by POST."));
        return default;
    }
}

internal sealed class OperationNotAllowedError : ValidationError
{
    public OperationNotAllowedError(string code, string message) : base(message) => Code = code;
}
