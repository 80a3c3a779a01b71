using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Time;
using Tangram.Prediction;
using Tangram.Prediction.Serving;
using Tangram.Scheduling;
using Tangram.Simulation.Arrivals;
using Tangram.Simulation.Arrivals.Traces;
using Tangram.Simulation.Faults;

namespace Tangram.Twin.Tests;

/// <summary>What both run: one application on a random layout, with a random trace and processes that die. All of it follows from the seed.</summary>
internal sealed class TwinCase
{
    private const string Name = "app";

    // Where times are whole milliseconds many things happen at one instant; elsewhere next to none do.
    private readonly long _quantum;
    private readonly Random _random;
    private readonly List<Segment> _segments = [];
    private readonly List<Edge> _edges = [];

    public TwinCase(int seed, PolicyChoice policies, bool isCoarse, bool withDeaths, PredictionChoice? prediction = null)
    {
        (_random, Policies, _quantum) = (new Random(seed), policies, isCoarse ? TimeSpan.TicksPerMillisecond : 1);
        FanOuts = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => _random.Next(1, 4))];
        Layout = LayoutOf(FanOuts.Count);
        Application = new Application(
            Name,
            "for tests",
            new Objectives(1000, 0.5),
            new OperatorUse("entry", Settings.Empty),
            new OperatorUse("answer", Settings.Empty),
            [.. FanOuts.Select((_, t) => new ApplicationTask($"t{t}", new OperatorUse("made up", Settings.Empty), [new Variant($"v{t}", "/v", [1], 1)], null))],
            _edges,
            evaluation: null);
        Objective = Between(10, 400);
        Trace = TraceOf(requests: 60, mean: _segments.Max(s => s.Latency.Of(1)) * (0.3 + (2 * _random.NextDouble())));
        Prediction = prediction is null ? null : new PredictionSetup(prediction, [.. _segments.Select(Foreseen)]);
        Failures = withDeaths ? [.. Enumerable.Range(0, _random.Next(1, 8)).Select(_ => Death())] : [];
    }

    public PolicyChoice Policies { get; }

    public Layout Layout { get; }

    public Application Application { get; }

    /// <summary>Items that an item of a task brings to each of the tasks that follow.</summary>
    public IReadOnlyList<int> FanOuts { get; }

    public TimeSpan Objective { get; }

    public Trace Trace { get; }

    public IReadOnlyList<Failure> Failures { get; }

    public PredictionSetup? Prediction { get; }

    private Layout LayoutOf(int count)
    {
        // Each task after the first has no parent, one, or several: chains, trees, joins and several roots.
        var parents = Enumerable.Range(0, count).Select(t => Enumerable.Range(0, t).Where(_ => _random.Next(2) == 0).ToArray()).ToArray();
        var (tasks, items, after) = (new LayoutTask[count], new double[count], new TimeSpan[count]);
        var shares = Enumerable.Range(0, count).Select(AddSegments).ToArray();
        Share();
        for (var task = 0; task < count; task++)
        {
            items[task] = parents[task].Length == 0 ? 1 : parents[task].Sum(p => items[p] * FanOuts[p]);
        }

        for (var task = count - 1; task >= 0; task--)
        {
            int[] children = [.. Enumerable.Range(0, count).Where(c => parents[c].Contains(task))];
            _edges.AddRange(children.Select(c => new Edge($"t{task}", $"t{c}", FanOuts[task], new Dictionary<string, double>())));
            after[task] = children.Select(c => after[c] + Fastest(c)).DefaultIfEmpty(TimeSpan.Zero).Max();
            tasks[task] = new LayoutTask(task, Name, $"t{task}", parents[task].Length == 0, children, items[task], after[task])
            {
                SlackShare = 1.0 / (1 + children.Length),
                Shares = shares[task],
            };
        }

        return new Layout(tasks, _segments) { Applications = [new LayoutApplication(Name, PartialResults: _random.Next(2) == 0)] };
    }

    private VariantShare[] AddSegments(int task)
    {
        for (var n = _random.Next(1, 4); n > 0; n--)
        {
            AddSegment(task, "best");
        }

        if (_random.Next(3) > 0)
        {
            return [];
        }

        AddSegment(task, "quick");
        return [new VariantShare("best", 0.7), new VariantShare("quick", 0.3)];
    }

    private void AddSegment(int task, string variant)
    {
        var (index, first, largest) = (_segments.Count, Between(1, 30), _random.Next(1, 7));
        var latency = new BatchLatency([(1, first), (2, first + Between(0, 10))], largest);
        _segments.Add(new Segment(index, $"s{index}", [task], Slices: _random.Next(1, 4), Processes: _random.Next(1, 3), largest, latency)
        {
            Variant = variant,
            Accuracy = variant == "best" ? 1 : 0.8,
        });
    }

    // Some segments serve a second task too.
    private void Share()
    {
        for (var segment = 0; segment < _segments.Count; segment++)
        {
            var other = _random.Next(FanOuts.Count);
            if (_random.Next(4) == 0 && !_segments[segment].Serves(other))
            {
                _segments[segment] = _segments[segment] with { Tasks = [.. _segments[segment].Tasks, other] };
            }
        }
    }

    private Trace TraceOf(int requests, TimeSpan mean)
    {
        var (arrivals, at) = (new List<Arrival>(), 0L);
        for (var came = 0L; came < requests; came += arrivals[^1].Count)
        {
            at += Math.Max(1, (long)(-Math.Log(1 - _random.NextDouble()) * mean.Ticks / _quantum)) * _quantum;
            arrivals.Add(new Arrival(new Instant(at), _random.Next(8) == 0 ? _random.Next(2, 20) : 1));
        }

        return new Trace(arrivals, new TimeSpan(at + 1));
    }

    private Failure Death()
    {
        var segment = _segments[_random.Next(_segments.Count)];
        var at = _random.NextInt64(Trace.Length.Ticks) / _quantum * _quantum;
        return new Failure(new Instant(at), new ProcessId(segment.Index, _random.Next(segment.Processes)), Between(1, 200));
    }

    // Batches take longer than they are said to take alone, so that there is something to learn.
    private ForeseenSegment Foreseen(Segment segment)
    {
        var (solo, signature) = (1 - (0.5 * _random.NextDouble()), new Signature(segment.Variant, _random.NextDouble(), _random.NextDouble()));
        return new ForeseenSegment(segment.Device, signature, 0.1 * segment.Slices, segment.Processes, [.. Enumerable.Range(1, segment.MaxBatch).Select(size => segment.Latency.Of(size) * solo)]);
    }

    private TimeSpan Fastest(int task) => _segments.Where(s => s.Serves(task)).Min(s => s.Latency.Of(1));

    private TimeSpan Between(int fewest, int most) => new(_random.NextInt64(fewest * TimeSpan.TicksPerMillisecond, most * TimeSpan.TicksPerMillisecond) / _quantum * _quantum);
}
