namespace DigitalPartnership.Tests.Hosting;

/// <summary>Tests that measure the process; others would be measured with them.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
