using Tangram.Core.Time;
using Tangram.Scheduling;
using Tangram.Simulation.Faults;

namespace Tangram.Simulation.Measuring;

/// <summary>Gathers what happens over the course of a run, in a fixed number of parts.</summary>
internal sealed class Timeline
{
    private readonly long _partTicks;
    private readonly double _perTick;
    private readonly long[][] _arrived;
    private readonly long[][] _inTime;
    private readonly double[][] _busy;

    // Of the layout with the most there: one that takes another's place is not there beside it.
    private readonly double[] _slices;

    public Timeline(SimulationSetup setup)
    {
        var parts = setup.TimelineParts;
        _partTicks = Math.Max(1, (setup.Duration.Ticks + parts - 1) / parts);
        _perTick = 1.0 / _partTicks;
        _arrived = [.. Enumerable.Range(0, parts).Select(_ => new long[setup.Loads.Count])];
        _inTime = [.. Enumerable.Range(0, parts).Select(_ => new long[setup.Loads.Count])];
        _slices = new double[setup.Layout.Segments.Select(s => s.Device).DefaultIfEmpty(-1).Max() + 1];
        foreach (var layout in Layouts(setup))
        {
            foreach (var device in layout.Select(i => setup.Layout.Segments[i]).GroupBy(s => s.Device))
            {
                _slices[device.Key] = Math.Max(_slices[device.Key], device.Sum(s => s.Slices));
            }
        }

        _busy = [.. Enumerable.Range(0, parts).Select(_ => new double[_slices.Length])];
    }

    public void Arrive(Instant at, int load, long count)
    {
        if (PartOf(at) is var part && part < _arrived.Length)
        {
            _arrived[part][load] += count;
        }
    }

    public void Answer(Instant arrivedAt, int load)
    {
        if (PartOf(arrivedAt) is var part && part < _inTime.Length)
        {
            _inTime[part][load]++;
        }
    }

    /// <summary>A process of a segment was busy; its share of the segment's slices is.</summary>
    public void Busy(Segment segment, Instant from, Instant to)
    {
        var share = (double)segment.Slices / segment.Processes;
        for (var (part, at) = (PartOf(from), from.Ticks); part < _busy.Length && at < to.Ticks; part++)
        {
            var end = Math.Min(to.Ticks, (part + 1) * _partTicks);
            _busy[part][segment.Device] += (end - at) * share;
            at = end;
        }
    }

    public IReadOnlyList<TimelinePart> Parts() => [.. Enumerable.Range(0, _arrived.Length).Select(i => new TimelinePart(
        new TimeSpan(i * _partTicks), new TimeSpan(_partTicks), _arrived[i], _inTime[i], [.. _busy[i].Select((busy, d) => _slices[d] == 0 ? 0 : busy / (_partTicks * _slices[d]))]))];

    // The segments in use at first, and after each change.
    private static IEnumerable<IEnumerable<int>> Layouts(SimulationSetup setup)
    {
        var inUse = setup.Layout.Segments.Select(s => s.Index).Except(LayoutChange.NotThereAtFirst(setup.Changes)).ToHashSet();
        yield return inUse;
        foreach (var change in setup.Changes.OrderBy(c => c.At))
        {
            inUse.ExceptWith(change.Retired);
            inUse.UnionWith(change.Added);
            yield return inUse;
        }
    }

    // By multiplication, which is quicker than division and off by one at a part's edge at most.
    private int PartOf(Instant at)
    {
        var part = (long)(at.Ticks * _perTick);
        part += at.Ticks >= (part + 1) * _partTicks ? 1 : at.Ticks < part * _partTicks ? -1 : 0;
        return (int)Math.Min(int.MaxValue, part);
    }
}
