using System.Collections;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Runs the fields of a query one after another, because one database context serves them all, and writes the lists
/// that need nothing loaded at once.
/// </summary>
internal sealed class QueryStrategy : SerialExecutionStrategy
{
    public override Task<ExecutionResult> ExecuteAsync(ExecutionContext context)
    {
        context.RequestServices!.GetRequiredService<PlainLists>().Begin(context, (execution, type, selections) => CollectFieldsFrom(execution, type, selections, null));
        return base.ExecuteAsync(context);
    }

    protected override Task SetArrayItemNodesAsync(ExecutionContext context, ArrayExecutionNode parent)
    {
        var itemType = ((ListGraphType)parent.GraphType).ResolvedType!;
        if (itemType.GetNamedType() is ScalarGraphType || parent.Result is not IEnumerable found)
            return base.SetArrayItemNodesAsync(context, parent);
        // A list that is made while it is read is read once, whoever writes it.
        var items = found as IList ?? found.Cast<object?>().ToList();
        parent.Result = items;
        context.CancellationToken.ThrowIfCancellationRequested();
        if (context.RequestServices!.GetRequiredService<PlainLists>().TryWrite(parent, itemType, items) is not { } written)
            return base.SetArrayItemNodesAsync(context, parent);
        parent.SerializedResult = written;
        return Task.CompletedTask;
    }
}
