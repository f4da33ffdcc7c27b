using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace DigitalPartnership.Data;

/// <summary>
/// What is tried again on SQL Server, up to four times and over before a request is, so that who asked can be told and ask again: lost connections, a database that is just being resumed, deadlocks. Time-outs too, which
/// EF leaves out because what has timed out may have been done: here it is asked whether a transaction was committed before it is made again.
/// </summary>
public sealed class ServerRetries(ExecutionStrategyDependencies dependencies)
    : SqlServerRetryingExecutionStrategy(dependencies, Tries, TimeSpan.FromSeconds(LongestPause), [TimeOut])
{
    private const int Tries = 4;
    private const int LongestPause = 3;
    private const int TimeOut = -2;
}
