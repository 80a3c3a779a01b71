using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Tangram.Core.Devices;

namespace Tangram.Planning.Deciding;

/// <summary>The layouts of one device that hold given segments at their places.</summary>
/// <remarks>
/// Looked up among all layouts, where they can be listed. A device whose segments start anywhere has too many: there the rest is put into the gaps, the
/// largest first at multiples of its size, as the packer for such devices does; where sizes divide each other and all lie so, this fits whatever can fit.
/// </remarks>
internal sealed class LayoutCompletion
{
    private const int MostSpots = 64;

    private static readonly ConditionalWeakTable<DeviceModel, LayoutCompletion> Known = [];

    private readonly DeviceModel _device;
    private readonly Dictionary<PlacedSegment, int> _spots;
    private readonly Lazy<IReadOnlyList<(ulong Spots, DeviceLayout Layout, int[] Counts)>> _all;
    private readonly ConcurrentDictionary<ulong, IReadOnlyList<(DeviceLayout Layout, int[] Counts)>> _holding = new();

    private LayoutCompletion(DeviceModel device)
    {
        _device = device;
        _spots = device.Profiles.SelectMany((p, size) => p.Starts.Select(start => new PlacedSegment(size, start))).Select((spot, i) => (spot, i)).ToDictionary(s => s.spot, s => s.i);
        _all = new(() => [.. LayoutEnumeration.All(device).OrderByDescending(l => l.Segments.Sum(s => device.Profiles[s.Size].ComputeSlices)).Select(l => (Mask(l.Segments), l, CountsOf(l)))]);
    }

    public static LayoutCompletion Of(DeviceModel device) => Known.GetValue(device, static d => new LayoutCompletion(d));

    /// <summary>Layouts that hold the kept segments where they are, and at most so many of each size in all; those of the most compute slices first.</summary>
    /// <param name="kept">Segments that stay.</param>
    /// <param name="most">Most segments of each size.</param>
    /// <param name="unbound">How many of each size could be added without taking one that may stay elsewhere.</param>
    public IEnumerable<(DeviceLayout Layout, int[] Counts)> Of(IReadOnlyList<PlacedSegment> kept, int[] most, int[] unbound)
    {
        if (_device.IsFlexible || _spots.Count > MostSpots)
        {
            int[] others = [.. most.Select((n, size) => n - kept.Count(k => k.Size == size))];
            return new[] { Filled(kept, unbound), Filled(kept, others) }.Where(l => IsWithin(l.Counts, most));
        }

        var holding = _holding.GetOrAdd(Mask(kept), mask => [.. _all.Value.Where(l => (l.Spots & mask) == mask).Select(l => (l.Layout, l.Counts))]);
        return holding.Where(l => IsWithin(l.Counts, most));
    }

    private static bool IsWithin(int[] counts, int[] most)
    {
        for (var size = 0; size < counts.Length; size++)
        {
            if (counts[size] > most[size])
            {
                return false;
            }
        }

        return true;
    }

    private (DeviceLayout Layout, int[] Counts) Filled(IReadOnlyList<PlacedSegment> kept, int[] added)
    {
        var (segments, taken) = (kept.ToList(), new bool[_device.MemorySlices]);
        kept.ToList().ForEach(k => taken.AsSpan(k.Start, _device.Profiles[k.Size].MemorySlices).Fill(true));
        foreach (var size in Enumerable.Range(0, added.Length).OrderByDescending(s => _device.Profiles[s].MemorySlices))
        {
            var (left, slices) = (added[size], _device.Profiles[size].MemorySlices);
            foreach (var start in _device.Profiles[size].Starts.Where(s => s % slices == 0))
            {
                var spot = new PlacedSegment(size, start);
                if (left > 0 && !taken.AsSpan(start, slices).Contains(true) && (_device.IsFlexible || new DeviceLayout([.. segments, spot]).IsLegal(_device)))
                {
                    taken.AsSpan(start, slices).Fill(true);
                    segments.Add(spot);
                    left--;
                }
            }
        }

        var layout = new DeviceLayout(segments);
        return (layout, CountsOf(layout));
    }

    private ulong Mask(IReadOnlyList<PlacedSegment> segments)
    {
        var mask = 0UL;
        foreach (var segment in segments)
        {
            mask |= 1UL << _spots[segment];
        }

        return mask;
    }

    private int[] CountsOf(DeviceLayout layout)
    {
        var counts = new int[_device.Profiles.Count];
        foreach (var segment in layout.Segments)
        {
            counts[segment.Size]++;
        }

        return counts;
    }
}
