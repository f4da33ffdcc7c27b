using GraphQL.Execution;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Runs one mutation after the other to its end. The engine's own strategy leaves what loaders bring to the end of the
/// whole document, so that the answer to the first mutation would show what the last has done.
/// </summary>
internal sealed class MutationStrategy : SerialExecutionStrategy
{
    public override async Task ExecuteNodeTreeAsync(ExecutionContext context, ExecutionNode rootNode)
    {
        foreach (var field in ((IParentExecutionNode)rootNode).GetChildNodes().ToList())
            await base.ExecuteNodeTreeAsync(context, field);
    }
}
