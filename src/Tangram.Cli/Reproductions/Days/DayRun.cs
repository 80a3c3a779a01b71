using System.Collections.Concurrent;
using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Plans;
using Tangram.Planning;
using Tangram.Simulation;
using Tangram.Simulation.Arrivals.Patterns;

namespace Tangram.Cli.Reproductions.Days;

/// <summary>Plans and simulates the points of one system's day.</summary>
/// <param name="application">What is served.</param>
/// <param name="problem">The problem at 1 request per second.</param>
/// <param name="planner">The planner's name.</param>
/// <param name="largest">The largest demand it can plan for.</param>
/// <param name="options">How to simulate.</param>
internal sealed class DayRun(Application application, PlanningProblem problem, string planner, double largest, DayOptions options)
{
    private readonly IPlanner _planner = PlannerCatalog.Planners.Create(planner, Settings.Empty);
    private readonly ConcurrentDictionary<double, Plan?> _plans = [];

    /// <summary>One point.</summary>
    /// <param name="point">Its number.</param>
    /// <param name="demand">Its mean demand, requests per second.</param>
    /// <param name="cancellation">Stops.</param>
    public DayPoint At(int point, double demand, CancellationToken cancellation)
    {
        var own = demand <= largest ? PlanFor(demand, cancellation) : null;
        var plan = own ?? PlanFor(largest, cancellation) ?? throw new InvalidOperationException($"'{planner}' no longer plans for a demand that it did plan for");
        var pattern = new PoissonArrivals();
        var report = Simulator.Run(
            PlanSimulation.Of([application], plan, problem.Profiles, (_, stream) => pattern.Start(demand, stream)) with
            {
                Policies = options.Policies,
                Duration = TimeSpan.FromSeconds(options.WarmUpSeconds + options.Seconds),
                WarmUp = TimeSpan.FromSeconds(options.WarmUpSeconds),
                Seed = (options.Seed * DayShape.Points) + (ulong)point,
                TimelineParts = 1,
            },
            progress: null,
            cancellation);
        var figures = report.Applications[0];
        return new DayPoint(
            point,
            demand,
            plan.Slices,
            figures.Arrived,
            figures.Arrived - figures.InTime,
            1 - figures.Tasks.Aggregate(1.0, (product, task) => product * task.Accuracy),
            figures.Tasks.Where(t => t.Dropped > 0).ToDictionary(t => t.Name, t => t.Dropped, StringComparer.Ordinal),
            own is not null);
    }

    private Plan? PlanFor(double demand, CancellationToken cancellation) =>
        _plans.GetOrAdd(demand, d => _planner.Plan(problem.Scaled(d), cancellation) is PlanningOutcome.Planned planned ? planned.Plan : null);
}
