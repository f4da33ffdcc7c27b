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
    public override async Task<ExecutionResult> ExecuteAsync(ExecutionContext context)
    {
        var lists = context.RequestServices!.GetRequiredService<PlainLists>();
        lists.Begin(context, (execution, type, selections) => CollectFieldsFrom(execution, type, selections, null));
        var result = await base.ExecuteAsync(context);
        return lists.TooLarge is { } tooLarge ? new ExecutionResult { Errors = [tooLarge] } : result;
    }

    /// <summary>Takes back that a result was executed, where it was refused for its size: the engine says so of whatever it has begun.</summary>
    public static ExecutionResult Refused(ExecutionResult result)
    {
        if (result is { Data: null, Errors: not null } && result.Errors.Any(error => error is LimitError))
            result.Executed = false;
        return result;
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
