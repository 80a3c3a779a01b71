using Tangram.Core.Plans;
using Tangram.Simulation;
using Tangram.Simulation.Measuring;
using Tangram.Simulation.Statistics;

namespace Tangram.Cli.Simulations;

/// <summary>Sums up what came of a simulation.</summary>
internal static class Summarizing
{
    /// <summary>All figures.</summary>
    public static SimulationSummary Of(SimulationResult result)
    {
        var seconds = result.Elapsed.TotalSeconds;
        return new SimulationSummary(
            1,
            result.Load,
            result.Setup.Duration.TotalSeconds,
            result.Setup.WarmUp.TotalSeconds,
            result.Setup.Seed,
            result.Replications,
            result.Events,
            seconds,
            seconds > 0 ? result.Events / seconds : 0,
            [.. result.Alternatives.Select((a, i) => Alternative(result, a, i == 0 ? null : result.Alternatives[0]))]);
    }

    /// <summary>The model of a device, whose number counts from 0 through all pools.</summary>
    public static string ModelOf(Plan plan, int device)
    {
        var before = 0L;
        return plan.Pools.FirstOrDefault(p => (before += p.Available) > device)?.Model ?? string.Empty;
    }

    private static AlternativeSummary Alternative(SimulationResult result, AlternativeRuns runs, AlternativeRuns? first) => new(
        runs.Alternative.Name,
        runs.Alternative.Policies,
        runs.Alternative.Prediction,
        runs.Reports.Sum(r => r.Events),
        [.. result.Setup.Loads.Select((load, i) => Application(result, load, [.. runs.Reports.Select(r => r.Applications[i])]))],
        Devices(result, runs.Reports),
        [.. Enumerable.Range(0, result.Setup.Layout.Segments.Count).Select(i => Segment([.. runs.Reports.Select(r => r.Segments[i])]))],
        first is null ? [] : [.. result.Setup.Loads.Select((load, i) => Difference(load.Application, [.. runs.Reports.Select(r => r.Applications[i])], [.. first.Reports.Select(r => r.Applications[i])]))]);

    private static ApplicationSummary Application(SimulationResult result, SimulatedLoad load, IReadOnlyList<ApplicationFigures> runs)
    {
        var planned = result.Plan.Applications.First(a => string.Equals(a.Name, load.Application, StringComparison.Ordinal));
        var tasks = planned.Tasks.Select(t => Task(t, [.. runs.SelectMany(r => r.Tasks.Where(f => string.Equals(f.Name, t.Name, StringComparison.Ordinal)))])).ToList();
        var measured = (result.Setup.Duration - result.Setup.WarmUp).TotalSeconds * runs.Count;
        return new ApplicationSummary(load.Application, load.LatencyObjective.TotalMilliseconds, planned.Demand, runs.Sum(r => r.Arrived) / measured)
        {
            Arrived = runs.Sum(r => r.Arrived),
            InTime = runs.Sum(r => r.InTime),
            Late = runs.Sum(r => r.Late),
            Partial = runs.Sum(r => r.Partial),
            Dropped = runs.Sum(r => r.Dropped),
            Refused = runs.Sum(r => r.Refused),
            Attainment = runs is [var only] ? Estimate.Of(only.AttainmentInterval, only.Attainment) : Estimate.Of(runs.Select(r => (double?)r.Attainment))!,
            MeanMilliseconds = runs is [{ MeanLatencySeconds: { } interval } single]
                ? new Estimate(single.Latency.Mean.TotalMilliseconds, double.IsFinite(interval.HalfWidth) ? interval.HalfWidth * 1000 : null)
                : Estimate.Of(runs.Select(Mean)),
            P50Milliseconds = Estimate.Of(runs.Select(r => Percentile(r.Latency, 50))),
            P95Milliseconds = Estimate.Of(runs.Select(r => Percentile(r.Latency, 95))),
            P99Milliseconds = Estimate.Of(runs.Select(r => Percentile(r.Latency, 99))),
            Accuracy = tasks.Aggregate(1.0, (product, t) => product * t.Accuracy),
            Tasks = tasks,
        };
    }

    // A task that is left out has no figures; its accuracy is the plan's.
    private static TaskSummary Task(PlannedTask planned, IReadOnlyList<TaskFigures> runs)
    {
        var items = runs.Sum(r => r.Items);
        var time = new LatencyHistogram();
        foreach (var run in runs)
        {
            time.Merge(run.Time);
        }

        var accuracy = items > 0 ? runs.Sum(r => r.Accuracy * r.Items) / items : planned.RelativeAccuracy;
        return new TaskSummary(planned.Name, items, runs.Sum(r => r.Dropped), accuracy, Percentile(time, 50), Percentile(time, 99));
    }

    private static SegmentSummary Segment(IReadOnlyList<SegmentFigures> runs)
    {
        var batches = runs.Sum(r => r.Batches);
        return new SegmentSummary(
            runs[0].Id, runs[0].Device, runs[0].Variant, runs[0].Slices, runs.Average(r => r.Batches), batches == 0 ? 0 : runs.Sum(r => r.MeanBatch * r.Batches) / batches, runs.Average(r => r.Utilization));
    }

    private static IReadOnlyList<DeviceSummary> Devices(SimulationResult result, IReadOnlyList<SimulationReport> runs) => [.. result.Setup.Layout.Segments
        .GroupBy(s => s.Device)
        .OrderBy(g => g.Key)
        .Select(g => new DeviceSummary(g.Key, ModelOf(result.Plan, g.Key), g.Sum(s => s.Slices), runs.Average(r => Busy(r, g.Key, result.Setup.WarmUp))))];

    private static double Busy(SimulationReport run, int device, TimeSpan warmUp) =>
        run.Timeline.Where(p => p.From >= warmUp).Select(p => p.Utilization[device]).DefaultIfEmpty(0).Average();

    private static DifferenceSummary Difference(string application, IReadOnlyList<ApplicationFigures> runs, IReadOnlyList<ApplicationFigures> first)
    {
        return new DifferenceSummary(
            application,
            Of(r => r.Attainment),
            Of(Mean),
            Of(r => Percentile(r.Latency, 50)),
            Of(r => Percentile(r.Latency, 95)),
            Of(r => Percentile(r.Latency, 99)));

        Estimate? Of(Func<ApplicationFigures, double?> figure) => Estimate.Difference(runs.Select(figure), first.Select(figure));
    }

    private static double? Mean(ApplicationFigures figures) => figures.Latency.Count == 0 ? null : figures.Latency.Mean.TotalMilliseconds;

    private static double? Percentile(LatencyHistogram histogram, double percent) => histogram.Count == 0 ? null : histogram.Percentile(percent).TotalMilliseconds;
}
