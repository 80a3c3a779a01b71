using Tangram.Core.Collections;
using Tangram.Core.Time;
using Tangram.Scheduling;
using Tangram.Simulation.Running;
using Tangram.Simulation.Statistics;

namespace Tangram.Simulation.Measuring;

/// <summary>All that a run measures. It decides nothing.</summary>
internal sealed class Measurement
{
    private const int MostGanttRuns = 20_000;

    private readonly SimulationSetup _setup;
    private readonly Tally[] _tallies;
    private readonly Timeline _timeline;
    private readonly NumberMap<Arrived> _inFlight = new();
    private readonly LatencyHistogram[] _taskTimes;
    private readonly double[] _taskAccuracy;
    private readonly long[] _taskDrops;
    private readonly (long Batches, long Items, long BusyTicks)[] _segments;
    private readonly List<GanttRun> _gantt = [];
    private readonly Instant _from;
    private readonly Instant _to;
    private readonly Instant _ganttFrom;
    private readonly Instant _ganttTo;

    public Measurement(SimulationSetup setup)
    {
        _setup = setup;
        _tallies = [.. setup.Loads.Select(l => new Tally(l, setup.WarmUp))];
        _timeline = new Timeline(setup);
        _taskTimes = [.. setup.Layout.Tasks.Select(_ => new LatencyHistogram())];
        (_taskAccuracy, _taskDrops) = (new double[_taskTimes.Length], new long[_taskTimes.Length]);
        _segments = new (long, long, long)[setup.Layout.Segments.Count];
        (_from, _to) = (Instant.Start + setup.WarmUp, Instant.Start + setup.Duration);
        _ganttFrom = Instant.Start + setup.GanttFrom;
        _ganttTo = _ganttFrom + setup.GanttLength;
    }

    public void Arrive(Instant at, int load, long count)
    {
        _tallies[load].Arrive(at, count);
        _timeline.Arrive(at, load, count);
    }

    public void Refuse(Instant at, int load, long count) => _tallies[load].Refuse(at, count);

    public void Accept(long request, Instant at, int load) => _inFlight.Add(request, new Arrived(at, load));

    public void Answer(Instant now, long request, bool isPartial)
    {
        _inFlight.Remove(request, out var arrived);
        var tally = _tallies[arrived.Load];
        if (tally.Answer(arrived.At, now, isPartial))
        {
            _timeline.Answer(arrived.At, arrived.Load);
        }
    }

    public void Drop(in WorkItem item, bool isWholeRequest)
    {
        _inFlight.TryGet(item.Request, out var arrived);
        _taskDrops[item.Task] += arrived.At >= _from ? 1 : 0;
        if (isWholeRequest)
        {
            _inFlight.Remove(item.Request, out _);
            _tallies[arrived.Load].Drop(arrived.At);
        }
    }

    /// <summary>A batch ended well.</summary>
    public void Ran(Instant now, SimulatedProcess process)
    {
        var segment = process.Segment;
        Busy(now, process);
        if (process.StartedAt >= _from && process.StartedAt < _to)
        {
            _segments[segment.Index].Batches++;
            _segments[segment.Index].Items += process.Batch.Length;
        }

        foreach (ref readonly var item in process.Batch)
        {
            if (item.CreatedAt >= _from)
            {
                _taskTimes[item.Task].Record(now - item.CreatedAt);
                _taskAccuracy[item.Task] += segment.Accuracy;
            }
        }

        if (now >= _ganttFrom && process.StartedAt < _ganttTo && _gantt.Count < MostGanttRuns)
        {
            _gantt.Add(new GanttRun(segment.Index, process.Id.Process, process.StartedAt, now, process.Batch.Length));
        }
    }

    /// <summary>A process was busy until now.</summary>
    public void Busy(Instant now, SimulatedProcess process)
    {
        _timeline.Busy(process.Segment, process.StartedAt, now);
        var from = Math.Max(process.StartedAt.Ticks, _from.Ticks);
        _segments[process.Segment.Index].BusyTicks += Math.Max(0, Math.Min(now.Ticks, _to.Ticks) - from);
    }

    public SimulationReport Report(long events, Instant endedAt) => new(
        _setup.Seed,
        events,
        endedAt,
        [.. _tallies.Select(t => t.Figures(TasksOf(t.Load.Application)))],
        [.. _setup.Layout.Segments.Select(FiguresOf)],
        _timeline.Parts(),
        _gantt);

    private List<TaskFigures> TasksOf(string application) => [.. _setup.Layout.Tasks
        .Where(t => string.Equals(t.Application, application, StringComparison.Ordinal))
        .Select(t => new TaskFigures(
            t.Name, _taskTimes[t.Index].Count, _taskDrops[t.Index], _taskTimes[t.Index].Count == 0 ? 1 : _taskAccuracy[t.Index] / _taskTimes[t.Index].Count, _taskTimes[t.Index]))];

    private SegmentFigures FiguresOf(Segment segment)
    {
        var (batches, items, busy) = _segments[segment.Index];
        return new SegmentFigures(
            segment.Id, segment.Device, segment.Variant, segment.Slices, batches, batches == 0 ? 0 : (double)items / batches, busy / ((double)(_to - _from).Ticks * segment.Processes));
    }

    private readonly record struct Arrived(Instant At, int Load);
}
