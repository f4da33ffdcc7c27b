namespace DigitalPartnership.Data.Copying;

/// <summary>Why nothing was copied, in a sentence that holds no data and no connection string.</summary>
/// <param name="exitCode">What the program ends with.</param>
/// <param name="message">The sentence.</param>
public sealed class CopyRefusal(int exitCode, string message) : Exception(message)
{
    /// <summary>The exit code where the command line cannot be followed.</summary>
    public const int Arguments = 2;

    /// <summary>The exit code where there is something in the target.</summary>
    public const int TargetNotEmpty = 3;

    /// <summary>The exit code where the source is missing or not at this version's model.</summary>
    public const int SourceNotReady = 4;

    /// <summary>The exit code where what was written is not what was read; nothing was kept of it.</summary>
    public const int NotTheSame = 5;

    /// <summary>The exit code where the target cannot be reached or prepared.</summary>
    public const int TargetNotReady = 6;

    /// <summary>What the program ends with.</summary>
    public int ExitCode => exitCode;
}
