using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace DigitalPartnership.Benchmarks.Parts;

/// <summary>The parts of which answers and mails are made, one by one.</summary>
internal static class PartsBenchmark
{
    public static int Run(string[] args)
    {
        // In this process: the project that BenchmarkDotNet writes otherwise would be built by this repository's rules, lock files among them.
        var config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithOptions(ConfigOptions.JoinSummary)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "digital-partnership-parts"));
        BenchmarkSwitcher.FromTypes([typeof(Asking), typeof(Writing)]).Run(args is [] ? ["--filter", "*"] : args, config);
        return 0;
    }
}
