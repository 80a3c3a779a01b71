using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Time;
using Tangram.Prediction;
using Tangram.Prediction.Serving;
using Tangram.Prediction.Signals;
using Tangram.Scheduling;
using Tangram.Simulation.Arrivals;
using Tangram.Simulation.FanOuts;
using Tangram.Simulation.Faults;
using Tangram.Simulation.Interference;
using Tangram.Simulation.Service;

namespace Tangram.Simulation.Tests;

/// <summary>
/// Setups with one to three applications of priorities and partial results, graphs of all shapes, split tasks and segments that several tasks share, on several
/// devices; with every fan-out, arrival pattern and law of interference, failures and changes of the layout. All of it follows from the seed.
/// </summary>
internal sealed class RandomSetup
{
    private static readonly double[] FanOuts = [0, 0.5, 1, 1.5, 2.5];

    private readonly Random _random;
    private readonly List<LayoutTask> _tasks = [];
    private readonly List<Segment> _segments = [];
    private readonly List<Application> _applications = [];

    private RandomSetup(int seed) => _random = new Random(seed);

    public static SimulationSetup Create(int seed, PolicyChoice? policies = null) => new RandomSetup(seed).Build(seed, policies);

    /// <summary>Policies by seed, from all that the catalogues have.</summary>
    public static PolicyChoice Policies(int seed)
    {
        var random = new Random(seed);
        return new PolicyChoice
        {
            Dispatch = Pick(random, SchedulingCatalogs.Dispatch),
            Batching = Pick(random, SchedulingCatalogs.Batching),
            Admission = Pick(random, SchedulingCatalogs.Admission),
            Drop = Pick(random, SchedulingCatalogs.Drop),
            QueueLimit = random.Next(3) == 0 ? random.Next(1, 20) : 1024,
        };
    }

    private SimulationSetup Build(int seed, PolicyChoice? policies)
    {
        var applications = Enumerable.Range(0, _random.Next(2) == 0 ? 1 : _random.Next(2, 4))
            .Select(a => new LayoutApplication($"app{a}", Priority: _random.Next(3), PartialResults: _random.Next(2) == 0))
            .ToList();
        applications.ForEach(a => AddApplication(a.Name));
        ShareSegments();
        var rate = LowestCapacity() * (0.3 + _random.NextDouble()) / applications.Count;

        // A whole number of ticks for each of the timeline's parts.
        var parts = _random.Next(1, 30);
        var duration = new TimeSpan((long)(150 / rate / applications.Count * TimeSpan.TicksPerSecond) / parts * parts);
        var changes = _random.Next(2) == 0 ? ChangesWithin(duration) : [];
        var layout = new Layout(_tasks, _segments) { Applications = applications };
        var pattern = Pick(_random, ArrivalCatalog.Patterns);
        return new SimulationSetup
        {
            Layout = layout,
            Policies = policies ?? Policies(seed),
            Loads = [.. applications.Select(a => new SimulatedLoad(a.Name, Milliseconds(20, 600), stream => ArrivalCatalog.Patterns.Create(pattern).Start(rate, stream)) { Entry = Milliseconds(0, 3), Answer = Milliseconds(0, 3) })],
            Service = new ProfiledService([.. _segments.Select(s => Enumerable.Repeat(0.1, s.MaxBatch).ToArray())], noise: 0.05),
            FanOutMeans = new FanOutMeans(layout, _applications),
            FanOut = FanOutCatalog.Distributions.Create(Pick(_random, FanOutCatalog.Distributions)),
            Interference = InterferenceCatalog.Laws.Create(Pick(_random, InterferenceCatalog.Laws)),
            Prediction = _random.Next(3) == 0 ? Prediction() : null,
            Duration = duration,
            Seed = (ulong)seed,
            Failures = _random.Next(2) == 0 ? [.. Enumerable.Range(0, _random.Next(1, 8)).Select(_ => FailureWithin(duration))] : [],
            Changes = changes,
            TimelineParts = parts,
            GanttLength = TimeSpan.FromDays(1),
        };
    }

    private PredictionSetup Prediction()
    {
        var choice = new PredictionChoice { Predictor = Pick(_random, PredictorCatalog.Predictors), Signal = Pick(_random, SignalCatalog.Signals) };
        return new PredictionSetup(
            choice,
            [.. _segments.Select(s => new ForeseenSegment(s.Device, new Signature(s.Variant, _random.NextDouble(), _random.NextDouble()), 0.1 * s.Slices, s.Processes, [.. Enumerable.Range(1, s.MaxBatch).Select(s.Latency.Of)]))]);
    }

    // Each task after the first has no parent, one, or several: chains, trees, joins and several roots.
    private void AddApplication(string name)
    {
        var (first, count) = (_tasks.Count, _random.Next(1, 5));
        var parents = Enumerable.Range(0, count).Select(t => Enumerable.Range(0, t).Where(_ => _random.Next(2) == 0).ToArray()).ToArray();
        var shares = Enumerable.Range(0, count).Select(t => AddSegments(first + t)).ToArray();
        var edges = Enumerable.Range(0, count).SelectMany(t => parents[t].Select(p => new Edge($"t{first + p}", $"t{first + t}", FanOuts[_random.Next(FanOuts.Length)], new Dictionary<string, double>()))).ToList();
        var items = new double[count];
        for (var task = 0; task < count; task++)
        {
            items[task] = parents[task].Length == 0 ? 1 : edges.Where(e => e.To == $"t{first + task}").Sum(e => e.FanOut * items[int.Parse(e.From[1..]) - first]);
            int[] children = [.. edges.Where(e => e.From == $"t{first + task}").Select(e => int.Parse(e.To[1..]))];
            var operators = _random.Next(3) == 0 ? Milliseconds(0, 4) : TimeSpan.Zero;
            _tasks.Add(new LayoutTask(first + task, name, $"t{first + task}", parents[task].Length == 0, children, items[task], operators + Milliseconds(0, 30), operators)
            {
                SlackShare = 1.0 / (1 + children.Length),
                Shares = shares[task],
            });
        }

        _applications.Add(new Application(
            name,
            "made up",
            new Objectives(1000, 0.5),
            OperatorUse.None,
            OperatorUse.None,
            [.. Enumerable.Range(first, count).Select(t => new ApplicationTask($"t{t}", OperatorUse.None, [new Variant($"v{t}", string.Empty, [], 1)], SkipAccuracy: null))],
            edges,
            evaluation: null));
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
        return [new VariantShare("best", 0.6), new VariantShare("quick", 0.4)];
    }

    private void AddSegment(int task, string variant)
    {
        var (index, first, largest) = (_segments.Count, Milliseconds(1, 30), _random.Next(1, 7));
        var latency = new BatchLatency([(1, first), (2, first + Milliseconds(0, 10))], largest);
        _segments.Add(new Segment(index, $"s{index}", [task], Slices: _random.Next(1, 4), Processes: _random.Next(1, 3), largest, latency)
        {
            Variant = variant,
            Accuracy = variant == "best" ? 1 : 0.8,
            Device = _random.Next(3),
        });
    }

    private void ShareSegments()
    {
        for (var segment = 0; segment < _segments.Count; segment++)
        {
            var other = _random.Next(_tasks.Count);
            if (_random.Next(4) == 0 && !_segments[segment].Serves(other))
            {
                _segments[segment] = _segments[segment] with { Tasks = [.. _segments[segment].Tasks, other] };
            }
        }
    }

    // Requests per second that the busiest task gets through, at least about.
    private double LowestCapacity() => _tasks
        .Where(t => t.ExpectedItems > 0)
        .Min(t => _segments.Where(s => s.Serves(t.Index)).Sum(s => s.Processes * s.MaxBatch / s.Latency.Of(s.MaxBatch).TotalSeconds / s.Tasks.Count) / t.ExpectedItems);

    // Some segments go, and others just like them come; later they come back.
    private LayoutChange[] ChangesWithin(TimeSpan duration)
    {
        var gone = _segments.Where(_ => _random.Next(3) == 0).ToList();
        var come = gone.ConvertAll(s => s with { Index = _segments.Count + gone.IndexOf(s), Id = $"{s.Id}-new", Device = _random.Next(3) });
        _segments.AddRange(come);
        int[] old = [.. gone.Select(s => s.Index)], next = [.. come.Select(s => s.Index)];
        var at = duration * _random.NextDouble();
        LayoutChange there = new(Instant.Start + at, old, next, Milliseconds(0, 200)), back = new(Instant.Start + at + ((duration - at) * _random.NextDouble()), next, old, Milliseconds(0, 200));
        return _random.Next(2) == 0 ? [there] : [there, back];
    }

    private Failure FailureWithin(TimeSpan duration)
    {
        var segment = _segments[_random.Next(_segments.Count)];
        return new Failure(Instant.Start + (duration * _random.NextDouble()), new ProcessId(segment.Index, _random.Next(segment.Processes)), Milliseconds(1, 300));
    }

    private TimeSpan Milliseconds(int fewest, int most) => TimeSpan.FromMilliseconds(fewest + ((most - fewest) * _random.NextDouble()));

    private static string Pick<T>(Random random, Catalog<T> catalog)
        where T : class => catalog.Names.ElementAt(random.Next(catalog.Names.Count));
}
