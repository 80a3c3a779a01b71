using Tangram.Core.Plans;

namespace Tangram.Cli.Plans;

/// <summary>The same segment of several devices that are alike.</summary>
/// <param name="Start">First memory slice.</param>
/// <param name="MemorySlices">Memory slices taken.</param>
/// <param name="Instances">The instances, one of each device; they differ in id and rate at most.</param>
internal sealed record GroupedSegment(int Start, int MemorySlices, IReadOnlyList<Instance> Instances)
{
    /// <summary>One of them.</summary>
    public Instance Example => Instances[0];

    /// <summary>Items per second that one instance takes, on average.</summary>
    public double ItemsPerSecond => Instances.Average(i => i.Serves.Sum(w => w.ItemsPerSecond));

    /// <summary>The same over its throughput, 0..1.</summary>
    public double Utilization => Example.ItemsPerSecond > 0 ? ItemsPerSecond / Example.ItemsPerSecond : 0;
}
