using Tangram.Scheduling;
using Tangram.Simulation;
using Tangram.Simulation.Arrivals.Patterns;
using Tangram.Simulation.FanOuts;
using Tangram.Simulation.Service;

namespace Tangram.Cli.Reproductions.Queries;

/// <summary>Simulates a design at a load: every query goes to one segment and runs there alone, for as long as a batch of its size takes.</summary>
/// <param name="model">The model.</param>
/// <param name="design">The design.</param>
/// <param name="queries">Queries of a run that count; at least 1.</param>
/// <param name="seed">The seed of all runs: the same queries, at other rates, for every design.</param>
internal sealed class QueryServing(QueryModel model, QueryDesign design, int queries, ulong seed)
{
    // Requests that come before this many more, as a share, count in no figure.
    private const double WarmUp = 0.1;
    private const double Precision = 0.005;
    private const int Steps = 20;

    private readonly Layout _layout = LayoutOf(model, design);

    /// <summary>Queries per second that the segments could answer without a pause, each of any size.</summary>
    public double Capacity => design.Segments.Sum(s => model.QueriesPerSecond(s.Size.Name));

    /// <summary>What the largest of 95 % of the queries takes alone on the smallest segment, in ms.</summary>
    public double AloneMilliseconds => model.LatencyOn(design.Segments.MinBy(s => s.Size.ComputeSlices).Size.Name).Of(QuerySizes.P95).TotalMilliseconds;

    /// <summary>One load.</summary>
    /// <param name="queriesPerSecond">Queries per second, on average; above 0.</param>
    /// <param name="cancellation">Stops.</param>
    public QueryPoint At(double queriesPerSecond, CancellationToken cancellation)
    {
        var pattern = new PoissonArrivals();
        var counted = TimeSpan.FromSeconds(queries / queriesPerSecond);
        var report = Simulator.Run(
            new SimulationSetup
            {
                Layout = _layout,
                Policies = new PolicyChoice { Dispatch = design.Dispatch, Batching = "greedy", Admission = "every", Drop = "never", QueueLimit = int.MaxValue },
                Loads = [new SimulatedLoad(model.Name, model.Objective, stream => pattern.Start(queriesPerSecond, stream)) { Size = QuerySizes.Draw }],
                Service = new ProfiledService([.. design.Segments.Select(s => Enumerable.Repeat(model.DeviationOn(s.Size.Name), QuerySizes.Largest).ToArray())]),
                FanOutMeans = FanOutMeans.None(_layout),
                Duration = counted * (1 + WarmUp),
                WarmUp = counted * WarmUp,
                Seed = seed,
                TimelineParts = 1,
            },
            progress: null,
            cancellation);
        var figures = report.Applications[0];
        var busySlices = report.Segments.Sum(s => s.Utilization * s.Slices);
        return new QueryPoint(queriesPerSecond, figures.Latency.Count == 0 ? 0 : figures.Latency.Percentile(95).TotalMilliseconds, busySlices / queriesPerSecond * 1000);
    }

    /// <summary>The largest load whose p95 is within the objective, and how it is there; null where there is none.</summary>
    /// <remarks>
    /// First in steps from above, then by bisection: p95 need not grow with the load, since the smallest idle segment gets a query where dispatch is FIFS, and under load larger ones too.
    /// </remarks>
    public QueryPoint? Bounded(CancellationToken cancellation)
    {
        for (var step = Steps; step >= 1; step--)
        {
            var found = At(Capacity * step / Steps, cancellation);
            if (IsWithin(found))
            {
                return Between(found, Capacity * (step + 1) / Steps, cancellation);
            }
        }

        return null;
    }

    private QueryPoint Between(QueryPoint best, double high, CancellationToken cancellation)
    {
        while (high > best.QueriesPerSecond * (1 + Precision))
        {
            var middle = At((best.QueriesPerSecond + high) / 2, cancellation);
            (best, high) = IsWithin(middle) ? (middle, high) : (best, middle.QueriesPerSecond);
        }

        return best;
    }

    private bool IsWithin(QueryPoint point) => point.P95Milliseconds <= model.Objective.TotalMilliseconds;

    private static Layout LayoutOf(QueryModel model, QueryDesign design) => new(
        [new LayoutTask(0, model.Name, "answer", IsRoot: true, [], ExpectedItems: 1, ExpectedAfter: TimeSpan.Zero)],
        [.. design.Segments.Select((s, i) => new Segment(i, FormattableString.Invariant($"{s.Size.Name}-{i}"), [0], s.Size.ComputeSlices, Processes: 1, MaxBatch: 1, model.LatencyOn(s.Size.Name)) { Variant = model.Name, Device = s.Device })]);
}
