using Tangram.Core.Devices;

namespace Tangram.Planning.Neighbours;

/// <summary>The mean neighbour: each variant that may run fills the device in turn, weighed by the slices that its items take.</summary>
/// <remarks>
/// A variant runs on the segment type with the most items per second and slice that fits beside the segment, as many times as slices are left for it; one that
/// has none that fits does not count.
/// </remarks>
internal sealed class MeanFill(DeviceModel device, INeighbourEffects effects, IReadOnlyList<Neighbour> neighbours) : INeighbourFill
{
    private readonly Dictionary<PartitionProfile, List<Kind>> _beside = [];

    /// <inheritdoc/>
    public double Added(NeighbourRunner own, PartitionProfile size)
    {
        if (!_beside.TryGetValue(size, out var beside))
        {
            _beside.Add(size, beside = Beside(size));
        }

        var (slices, added) = (0.0, 0.0);
        foreach (var kind in beside)
        {
            slices += kind.Slices;
            added += kind.Slices * effects.Added(own, kind.Runner, kind.Processes);
        }

        return slices > 0 ? added / slices : 0;
    }

    private List<Kind> Beside(PartitionProfile size)
    {
        var kinds = new List<Kind>();
        foreach (var (items, configurations) in neighbours)
        {
            if (configurations.Where(c => Count(size, c) > 0).MaxBy(c => c.ItemsPerSecond / c.Slices) is { } usual)
            {
                kinds.Add(new Kind(items * usual.Slices / usual.ItemsPerSecond, NeighbourLaw.RunnerOf(device, usual), Count(size, usual) * usual.Entry.Concurrency));
            }
        }

        return kinds;
    }

    // Of one segment type, as slices are left for.
    private int Count(PartitionProfile own, Configuration other)
    {
        var size = device.Profiles[other.Size];
        return Math.Min((device.ComputeSlices - own.ComputeSlices) / size.ComputeSlices, (device.MemorySlices - own.MemorySlices) / size.MemorySlices);
    }

    /// <param name="Slices">Compute slices that the variant's items take.</param>
    /// <param name="Runner">What its processes run.</param>
    /// <param name="Processes">How many of them fill the device beside the segment.</param>
    private sealed record Kind(double Slices, NeighbourRunner Runner, int Processes);
}
