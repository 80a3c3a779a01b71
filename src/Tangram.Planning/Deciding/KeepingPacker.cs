using Tangram.Core.Devices;

namespace Tangram.Planning.Deciding;

/// <summary>Packs one pool on the fewest devices and keeps running segments where they are, as many as it finds possible [N].</summary>
/// <remarks>
/// Devices that run something are gone through, those with most to keep first. Each keeps the largest part for which a layout can be completed such that
/// the rest of the segments still fits the devices left, which the packer's bound tells exactly: so the devices stay the fewest all the way. Segments are added where
/// there is room, but rather not such as could stay elsewhere. On up to <see cref="MostSearched"/> devices all other choices are then tried too, as long as they can
/// keep more and <see cref="MostSteps"/> are not used up; within these limits no placement on as few devices keeps more, beyond them it is a good one.
/// </remarks>
internal sealed class KeepingPacker
{
    private const int MostSearched = 8;
    private const int MostSteps = 20_000;
    private const int MostSubsets = 8;

    private readonly DeviceModel _device;
    private readonly LayoutCompletion _completion;
    private readonly List<List<RunningSegment>> _running;
    private readonly Dictionary<SegmentKind, int> _wanted;
    private readonly int[] _left;
    private readonly int[] _bound;
    private readonly Stack<(int Device, DeviceLayout Layout)> _chosen = new();
    private int _devices;
    private int _kept;
    private int _steps;
    private (int Kept, int Devices, int[] Left, List<(int Device, DeviceLayout Layout)> Chosen) _best;

    private KeepingPacker(DeviceModel device, int devices, int[] counts, IReadOnlyList<WaitingSegment> waiting, IReadOnlyList<RunningSegment> running)
    {
        (_device, _devices, _left) = (device, devices, [.. counts]);
        _completion = LayoutCompletion.Of(device);
        _wanted = waiting.GroupBy(w => w.Kind).ToDictionary(g => g.Key, g => g.Count());
        _running = [.. running.Where(r => _wanted.ContainsKey(r.Kind)).GroupBy(r => r.Device).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.OrderBy(r => r.Start).ToList())];
        _bound = new int[counts.Length];
        foreach (var kind in _running.SelectMany(r => r).GroupBy(r => r.Kind))
        {
            _bound[kind.Key.Size] += Math.Min(kind.Count(), _wanted[kind.Key]);
        }
    }

    /// <summary>Packs.</summary>
    /// <param name="device">The pool's model.</param>
    /// <param name="devices">The fewest devices that hold all segments.</param>
    /// <param name="counts">How many segments of each size.</param>
    /// <param name="waiting">The segments.</param>
    /// <param name="running">What runs in the pool.</param>
    /// <returns>A layout for each device used, counted within the pool.</returns>
    public static IReadOnlyList<(int Device, DeviceLayout Layout)> Pack(
        DeviceModel device, int devices, int[] counts, IReadOnlyList<WaitingSegment> waiting, IReadOnlyList<RunningSegment> running)
    {
        var packer = new KeepingPacker(device, devices, counts, waiting, running);
        packer.Dive();
        if (packer._running.Count <= MostSearched)
        {
            packer.Search(0);
        }

        var (_, _, left, chosen) = packer._best;
        var taken = chosen.Select(c => c.Device).ToHashSet();
        var free = Enumerable.Range(0, int.MaxValue).Where(d => !taken.Contains(d));
        return [.. chosen, .. free.Zip(FleetPacker.Pack(device, left)!)];
    }

    // One choice for each device, without looking back; then all of it is taken back, for the search to begin.
    private void Dive()
    {
        var taken = new Stack<Choice>();
        foreach (var choice in _running.Select(running => Choices(running).FirstOrDefault()).OfType<Choice>())
        {
            Take(choice);
            taken.Push(choice);
        }

        Remember();
        while (taken.TryPop(out var choice))
        {
            TakeBack(choice);
        }
    }

    private void Search(int next)
    {
        var atMost = _kept + _running.Skip(next).SelectMany(r => r).GroupBy(r => r.Kind).Sum(g => Math.Min(g.Count(), _wanted[g.Key]));
        if (atMost <= _best.Kept || _steps++ > MostSteps)
        {
            return;
        }

        if (next == _running.Count)
        {
            Remember();
            return;
        }

        foreach (var choice in Choices(_running[next]))
        {
            Take(choice);
            Search(next + 1);
            TakeBack(choice);
        }

        Search(next + 1);
    }

    private void Remember() => _best = (_kept, _devices, [.. _left], [.. _chosen]);

    // The most segments kept first; then the fewest added that could stay elsewhere, then the most added.
    private IEnumerable<Choice> Choices(List<RunningSegment> running)
    {
        if (_devices == 0)
        {
            yield break;
        }

        foreach (var kept in Parts(running).Where(part => part.Count > 0 && part.GroupBy(r => r.Kind).All(g => g.Count() <= _wanted[g.Key])))
        {
            int[] unbound = [.. _left.Zip(_bound, (n, bound) => Math.Max(0, n - bound))];
            var own = new int[_left.Length];
            kept.ForEach(r => own[r.Kind.Size]++);
            var layouts = _completion.Of([.. kept.Select(r => new PlacedSegment(r.Kind.Size, r.Start))], _left, unbound).OrderBy(l => Bound(l.Counts, own, unbound));
            foreach (var (layout, counts) in layouts.Where(l => Fits(l.Counts)))
            {
                yield return new Choice(kept, layout, counts);
            }
        }
    }

    // Whether the rest fits the devices left.
    private bool Fits(int[] counts)
    {
        var rest = new int[_left.Length];
        for (var size = 0; size < rest.Length; size++)
        {
            rest[size] = _left[size] - counts[size];
        }

        return FleetPacker.FewestDevices(_device, rest) < _devices;
    }

    // How many segments that could stay elsewhere are taken here.
    private static int Bound(int[] counts, int[] own, int[] unbound)
    {
        var bound = 0;
        for (var size = 0; size < counts.Length; size++)
        {
            bound += Math.Max(0, counts[size] - own[size] - unbound[size]);
        }

        return bound;
    }

    // Every part of what runs on a device, the largest first; where these are too many, what is left when segments go from the end.
    private static IEnumerable<List<RunningSegment>> Parts(List<RunningSegment> running) => running.Count <= MostSubsets
        ? Enumerable.Range(0, 1 << running.Count).OrderByDescending(int.PopCount).Select(mask => running.Where((_, i) => (mask & (1 << i)) != 0).ToList())
        : Enumerable.Range(0, running.Count).Select(dropped => running.Take(running.Count - dropped).ToList());

    private void Take(Choice choice) => Apply(choice, 1);

    private void TakeBack(Choice choice) => Apply(choice, -1);

    private void Apply(Choice choice, int sign)
    {
        foreach (var segment in choice.Kept)
        {
            _wanted[segment.Kind] -= sign;
            _bound[segment.Kind.Size] -= sign;
        }

        for (var size = 0; size < _left.Length; size++)
        {
            _left[size] -= sign * choice.Counts[size];
        }

        (_devices, _kept) = (_devices - sign, _kept + (sign * choice.Kept.Count));
        if (sign > 0)
        {
            _chosen.Push((choice.Kept[0].Device, choice.Layout));
        }
        else
        {
            _chosen.Pop();
        }
    }

    /// <param name="Kept">Segments that stay; at least one.</param>
    /// <param name="Layout">What the device is cut into.</param>
    /// <param name="Counts">Segments of each size in it.</param>
    private sealed record Choice(IReadOnlyList<RunningSegment> Kept, DeviceLayout Layout, int[] Counts);
}
