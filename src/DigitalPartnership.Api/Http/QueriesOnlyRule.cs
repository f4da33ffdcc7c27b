using GraphQL.Validation;
using GraphQLParser.AST;

namespace DigitalPartnership.Api.Http;

/// <summary>A GET may not change anything: links are followed by mail scanners, crawlers and prefetching browsers.</summary>
internal sealed class QueriesOnlyRule : ValidationRuleBase
{
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context)
    {
        if (context.Operation.Operation is not OperationType.Query)
            context.ReportError(new QueriesOnlyError());
        return default;
    }
}

internal sealed class QueriesOnlyError : ValidationError
{
    public QueriesOnlyError() : base("Only queries may be sent by GET; send mutations by POST.") => Code = "METHOD_NOT_ALLOWED";
}
