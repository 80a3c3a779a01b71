using Tangram.Core.Time;
using Tangram.Scheduling;
using Tangram.Simulation.Arrivals;
using Tangram.Simulation.Arrivals.Traces;
using Tangram.Simulation.FanOuts;
using Tangram.Simulation.Service;

namespace Tangram.Simulation.Tests.Running;

/// <summary>Small setups for examples, whose batches run for as long as is expected of them: 10 ms; all times in milliseconds.</summary>
internal static class Small
{
    public static Instant Ms(double milliseconds) => Instant.Start + TimeSpan.FromMilliseconds(milliseconds);

    public static Segment Segment(int index, int task = 0, int processes = 1, int slices = 1, int batch = 1, double run = 10) =>
        new(index, $"s{index}", [task], slices, processes, batch, new BatchLatency([(1, TimeSpan.FromMilliseconds(run))], 1)) { Device = 0 };

    public static Trace Trace(params double[] at) =>
        new([.. at.GroupBy(t => t).Select(same => new Arrival(Ms(same.Key), same.Count()))], TimeSpan.FromMilliseconds(at[^1] + 1));

    /// <summary>A task for each trace, in an application of its own.</summary>
    public static SimulationSetup Setup(IReadOnlyList<Segment> segments, params Trace[] traces)
    {
        var layout = new Layout([.. traces.Select((_, t) => new LayoutTask(t, $"app{t}", $"t{t}", IsRoot: true, [], 1, TimeSpan.Zero))], segments);
        return new SimulationSetup
        {
            Layout = layout,
            Policies = new PolicyChoice { Admission = "every", Drop = "never" },
            Loads = [.. traces.Select((trace, t) => new SimulatedLoad($"app{t}", TimeSpan.FromMilliseconds(20), _ => trace.Start()))],
            Service = new ProfiledService([.. segments.Select(s => new double[s.MaxBatch])]),
            FanOutMeans = FanOutMeans.None(layout),
            Duration = traces.Max(t => t.Length),
            GanttLength = TimeSpan.FromDays(1),
        };
    }

    /// <summary>The runs of a report: segment, from and to.</summary>
    public static IReadOnlyList<(int Segment, double From, double To)> Runs(SimulationReport report) =>
        [.. report.Gantt.Select(g => (g.Segment, (double)g.From.Ticks / TimeSpan.TicksPerMillisecond, (double)g.To.Ticks / TimeSpan.TicksPerMillisecond))];
}
