using Tangram.Core.Applications;
using Tangram.Scheduling;
using Tangram.Simulation;
using Tangram.Simulation.Arrivals.Patterns;
using Tangram.Simulation.FanOuts;
using Tangram.Simulation.Service;

namespace Tangram.Scenarios.Simulating;

/// <summary>A made-up application of three tasks in a row, on segments of 1 to 4 slices.</summary>
internal static class SimulatedChains
{
    private static readonly string[] Tasks = ["detect", "classify", "describe"];

    /// <summary>A chain at a share of its capacity.</summary>
    public static SimulationSetup Create(int segments, int batch, double fanOut, double load, TimeSpan duration)
    {
        var layout = LayoutOf(segments, batch, fanOut);
        var capacity = Enumerable.Range(0, Tasks.Length).Min(t => layout.Segments.Where(s => s.Serves(t)).Sum(s => batch / s.Latency.Of(batch).TotalSeconds) / Math.Pow(fanOut, t));
        return new SimulationSetup
        {
            Layout = layout,
            Policies = new PolicyChoice { Dispatch = "elsa", Admission = "every" },
            Loads = [new SimulatedLoad("chain", TimeSpan.FromMilliseconds(200), stream => new PoissonArrivals().Start(load * capacity, stream))],
            Service = new ProfiledService([.. layout.Segments.Select(s => Enumerable.Repeat(0.05, batch).ToArray())]),
            FanOutMeans = new FanOutMeans(layout, [Application(fanOut)]),
            Duration = duration,
        };
    }

    private static Layout LayoutOf(int count, int batch, double fanOut)
    {
        var segments = Enumerable.Range(0, count).Select(i =>
        {
            // A slice more is quicker, though not in proportion; a larger batch is cheaper for each item.
            var slices = 1 + (i % 4);
            var one = 8.0 / Math.Pow(slices, 0.8);
            var latency = new BatchLatency([(1, TimeSpan.FromMilliseconds(one)), (batch + 1, TimeSpan.FromMilliseconds(one * (1 + (0.5 * batch))))], batch);
            return new Segment(i, $"s{i}", [i * Tasks.Length / count], slices, 1, batch, latency) { Variant = "v", Device = i / 4 };
        }).ToList();
        return new Layout(
            [
                new LayoutTask(0, "chain", Tasks[0], IsRoot: true, [1], 1, TimeSpan.FromMilliseconds(16)) { SlackShare = 1.0 / 3 },
                new LayoutTask(1, "chain", Tasks[1], IsRoot: false, [2], fanOut, TimeSpan.FromMilliseconds(8)) { SlackShare = 1.0 / 2 },
                new LayoutTask(2, "chain", Tasks[2], IsRoot: false, [], fanOut * fanOut, TimeSpan.Zero),
            ],
            segments);
    }

    private static Application Application(double fanOut) => new(
        "chain",
        "made up",
        new Objectives(200, 1),
        OperatorUse.None,
        OperatorUse.None,
        [.. Tasks.Select(t => new ApplicationTask(t, OperatorUse.None, [new Variant($"{t}-v", string.Empty, [], 1)], SkipAccuracy: null))],
        [new Edge(Tasks[0], Tasks[1], fanOut, new Dictionary<string, double>(StringComparer.Ordinal)), new Edge(Tasks[1], Tasks[2], fanOut, new Dictionary<string, double>(StringComparer.Ordinal))],
        evaluation: null);
}
