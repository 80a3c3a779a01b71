using Tangram.Core.Devices;

namespace Tangram.Planning.Neighbours;

/// <summary>The neighbours that slow a batch down most.</summary>
/// <remarks>
/// A knapsack over the compute and memory slices that the segment leaves: of every size as many as wanted, each running what does most harm from there. Starts are not
/// looked at, so it may be more than there is a legal layout for, never less.
/// </remarks>
internal sealed class WorstFill : INeighbourFill
{
    private readonly DeviceModel _device;
    private readonly INeighbourEffects _effects;
    private readonly List<(int Size, NeighbourRunner Runner, int Processes)> _kinds;
    private readonly Dictionary<NeighbourRunner, double[,]> _filled = [];

    public WorstFill(DeviceModel device, INeighbourEffects effects, IEnumerable<Neighbour> neighbours)
    {
        (_device, _effects) = (device, effects);
        _kinds = [.. neighbours.SelectMany(n => n.Configurations)
            .GroupBy(c => (c.Size, c.Entry.Variant, c.Entry.Batch))
            .Select(g => (g.Key.Size, NeighbourLaw.RunnerOf(device, g.First()), g.Max(c => c.Entry.Concurrency)))];
    }

    /// <inheritdoc/>
    public double Added(NeighbourRunner own, PartitionProfile size)
    {
        if (!_filled.TryGetValue(own, out var filled))
        {
            _filled.Add(own, filled = Fill(own));
        }

        var (compute, memory) = (_device.ComputeSlices - size.ComputeSlices, _device.MemorySlices - size.MemorySlices);
        return compute < 0 || memory < 0 ? 0 : filled[compute, _device.IsAligned ? 0 : memory];
    }

    // By compute and memory slices: the most that can be added. Where memory goes with compute, compute alone tells.
    private double[,] Fill(NeighbourRunner own)
    {
        var bySize = new double[_device.Profiles.Count];
        foreach (var (size, runner, processes) in _kinds)
        {
            bySize[size] = Math.Max(bySize[size], _effects.Added(own, runner, processes));
        }

        var most = new double[_device.ComputeSlices + 1, _device.IsAligned ? 1 : _device.MemorySlices + 1];
        for (var compute = 1; compute < most.GetLength(0); compute++)
        {
            for (var memory = 0; memory < most.GetLength(1); memory++)
            {
                most[compute, memory] = Most(most, bySize, compute, memory);
            }
        }

        return most;
    }

    private double Most(double[,] most, double[] bySize, int compute, int memory)
    {
        var best = most[compute - 1, memory];
        for (var size = 0; size < bySize.Length; size++)
        {
            var (left, memoryLeft) = (compute - _device.Profiles[size].ComputeSlices, memory - (_device.IsAligned ? 0 : _device.Profiles[size].MemorySlices));
            if (left >= 0 && memoryLeft >= 0)
            {
                best = Math.Max(best, bySize[size] + most[left, memoryLeft]);
            }
        }

        return best;
    }
}
