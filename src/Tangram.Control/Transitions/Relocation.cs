using Tangram.Core.Devices;
using Tangram.Core.Plans;

namespace Tangram.Control.Transitions;

/// <summary>Moves the new segments of a plan to where nothing runs, as far as their devices have room, so that they can come before the old ones go [N].</summary>
/// <remarks>
/// Segments stay on their devices, and those that run already where they are. Of the legal starts of the others such are taken that lie on the fewest slices of segments that
/// go; all choices are tried on a device, up to <see cref="MostSteps"/>. It has no say in what is planned.
/// </remarks>
public sealed class Relocation
{
    private const int MostSteps = 20_000;

    private readonly List<(PlacedInstance Segment, PartitionProfile Profile)> _movers;
    private readonly bool[] _taken;
    private readonly bool[] _leaving;
    private readonly int[] _starts;
    private int[]? _best;
    private int _leastOverlap = int.MaxValue;
    private int _steps;

    private Relocation(DeviceModel model, IReadOnlyList<PlacedInstance> kept, IReadOnlyList<PlacedInstance> movers, IReadOnlyList<PlacedInstance> leaving)
    {
        _movers = [.. movers.Select(m => (m, model.Find(m.Instance.Profile)!)).OrderByDescending(m => m.Item2.MemorySlices)];
        (_taken, _leaving, _starts) = (new bool[model.MemorySlices], new bool[model.MemorySlices], new int[_movers.Count]);
        kept.ToList().ForEach(s => Mark(_taken, s.Placement.Start, s.Placement.MemorySlices, true));
        leaving.ToList().ForEach(s => Mark(_leaving, s.Placement.Start, s.Placement.MemorySlices, true));
    }

    /// <summary>The same plan with its new segments moved; as it was where more is carried on the way so, or as much for longer.</summary>
    /// <param name="inventory">The devices that both plans count.</param>
    /// <param name="before">The plan that runs.</param>
    /// <param name="target">The plan that is to run.</param>
    /// <param name="times">How long the steps of transitions take.</param>
    /// <exception cref="ArgumentException">A plan's segments do not lie as the devices allow.</exception>
    public static Plan Of(Inventory inventory, Plan before, Plan target, StepTimes times)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(target);
        var demand = new Dictionary<string, double>(StringComparer.Ordinal);
        var moved = Moved(inventory, before, target);
        var (now, then) = (TransitionPlanner.Plan(inventory, before, target, demand, times), TransitionPlanner.Plan(inventory, before, moved, demand, times));
        return (then.LowestCapacity, -then.Dip.Ticks).CompareTo((now.LowestCapacity, -now.Dip.Ticks)) > 0 ? moved : target;
    }

    private static Plan Moved(Inventory inventory, Plan before, Plan target)
    {
        var placed = Parts.Placed(target);
        Legality.Require(inventory, placed, nameof(target));
        var parts = new Parts([.. Parts.Placed(before).Select(p => new FoundSegment(p, Serves: true))], placed);
        var moved = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var device in parts.Starts.GroupBy(s => s.Placement.Device))
        {
            var model = inventory.Pools[inventory.PoolOf(device.Key)].Model;
            var search = new Relocation(model, [.. parts.Kept.Select(k => k.Target).Where(s => s.Placement.Device == device.Key)], [.. device], [.. parts.Stops.Where(s => s.Placement.Device == device.Key)]);
            foreach (var (instance, start) in search.Find())
            {
                moved[instance] = start;
            }
        }

        return target with { Placements = [.. target.Placements.Select(p => moved.TryGetValue(p.Instance, out var start) ? p with { Start = start } : p)] };
    }

    // Where they lie now is what a better place has to beat. What limits a device beside room, its compute slices and engines, does not depend on the places.
    private IEnumerable<(string Instance, int Start)> Find()
    {
        _leastOverlap = _movers.Sum(m => Overlap(m.Segment.Placement.Start, m.Segment.Placement.MemorySlices));
        Place(0, 0);
        return _best is null ? [] : _movers.Select((m, i) => (m.Segment.Instance.Id, _best[i]));
    }

    private void Place(int next, int overlap)
    {
        if (overlap >= _leastOverlap || _steps++ > MostSteps)
        {
            return;
        }

        if (next == _movers.Count)
        {
            (_best, _leastOverlap) = ([.. _starts], overlap);
            return;
        }

        var (_, profile) = _movers[next];
        foreach (var start in profile.Starts.Where(s => IsFree(s, profile.MemorySlices)))
        {
            _starts[next] = start;
            Mark(_taken, start, profile.MemorySlices, true);
            Place(next + 1, overlap + Overlap(start, profile.MemorySlices));
            Mark(_taken, start, profile.MemorySlices, false);
        }
    }

    private bool IsFree(int start, int slices) => start + slices <= _taken.Length && !_taken.AsSpan(start, slices).Contains(true);

    private int Overlap(int start, int slices) => _leaving.AsSpan(start, slices).Count(true);

    private static void Mark(bool[] slices, int start, int count, bool value) => slices.AsSpan(start, count).Fill(value);
}
