using Tangram.Cli.Serving;
using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Simulation;
using Tangram.Simulation.Arrivals.Traces;

namespace Tangram.Cli.Demos.Days;

/// <summary>Simulates the day with one plan from beginning to end: what it would be without control.</summary>
/// <param name="application">What is served.</param>
/// <param name="profile">How long it takes.</param>
/// <param name="arrivals">The day's requests.</param>
internal sealed class StaticDays(Application application, ProfileTable profile, Trace arrivals)
{
    private const int Replications = 5;

    /// <summary>Plans for a demand, with the accuracy and the reserve of the running plans.</summary>
    /// <exception cref="InfeasibleException">No plan is for it.</exception>
    public Plan PlanFor(double? requestsPerSecond, double reserve, CancellationToken cancellation) =>
        ServingPlan.Make(application, profile, new ServedDemand(requestsPerSecond, reserve), cancellation);

    /// <summary>The day with a plan: the mean of some runs on the same arrivals, with run times and fan-outs drawn anew.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="seed">Seed of the first run.</param>
    /// <param name="cancellation">Stops.</param>
    public StaticDay Of(string name, Plan plan, int seed, CancellationToken cancellation)
    {
        var setup = PlanSimulation.Of([application], plan, [profile], (_, _) => arrivals.Start()) with { Duration = arrivals.Length, TimelineParts = DayCurve.Hours };
        var runs = Enumerable.Range(0, Replications).Select(i => Simulator.Run(setup with { Seed = (ulong)seed + (ulong)i }, progress: null, cancellation)).ToList();
        return new StaticDay(
            name,
            plan.Applications[0].Demand,
            plan.Slices,
            plan.Applications[0].Accuracy,
            runs.Average(r => r.Attainment),
            PlanWords.Variants(plan),
            [.. Enumerable.Range(0, DayCurve.Hours).Select(hour => Share([.. runs.Select(r => r.Timeline[hour])]))]);
    }

    private static double? Share(IReadOnlyList<Simulation.Measuring.TimelinePart> parts) =>
        parts.Sum(p => p.Arrived[0]) is var arrived and > 0 ? (double)parts.Sum(p => p.InTime[0]) / arrived : null;
}
