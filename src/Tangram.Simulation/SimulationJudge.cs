using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Planning.Verifying;
using Tangram.Scheduling;
using Tangram.Simulation.Arrivals.Patterns;
using Tangram.Simulation.Interference;
using Tangram.Simulation.Measuring;

namespace Tangram.Simulation;

/// <summary>Judges plans by simulating them at their planned demands with Poisson arrivals.</summary>
/// <remarks>
/// The attainment that it gives an application is the lower end of the interval of 95 % by batch means, so that a run of another seed reaches it too. Every plan is judged on
/// the same arrivals.
/// </remarks>
/// <param name="applications">The plans' applications.</param>
/// <param name="profiles">What their batches take.</param>
public sealed class SimulationJudge(IReadOnlyList<Application> applications, IReadOnlyList<ProfileTable> profiles) : IPlanJudge
{
    private const double MostRequestsInAll = 600_000;
    private const double WarmUp = 0.05;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The policies that the plans will be served with.</summary>
    public PolicyChoice Policies { get; init; } = new();

    /// <summary>How much slower batches run beside each other; not at all unless given.</summary>
    public IInterference Interference { get; init; } = new NoInterference();

    /// <summary>Requests to simulate of the application with the least demand, where the others do not make it too many; 30,000 unless given.</summary>
    public int Requests { get; init; } = 30_000;

    /// <summary>Seed of the arrivals and of all else; 1 unless given.</summary>
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    public PlanVerdict Judge(Plan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Instances.Count == 0)
        {
            return new PlanVerdict([]);
        }

        var setup = PlanSimulation.Of(applications, plan, profiles, (planned, stream) => new PoissonArrivals().Start(planned.Demand, stream));
        var length = LengthFor([.. plan.Applications.Select(a => a.Demand).Where(d => d > 0)]);
        var report = Simulator.Run(setup with { Policies = Policies, Interference = Interference, Seed = Seed, Duration = length, WarmUp = length * WarmUp, TimelineParts = 1 }, progress: null, cancellationToken);
        return new PlanVerdict([.. report.Applications.Select(a => VerdictOf(a, plan))]);
    }

    private TimeSpan LengthFor(double[] demands)
    {
        var seconds = Math.Min(Requests / demands.Min(), MostRequestsInAll / demands.Sum());
        return TimeSpan.FromSeconds(Math.Clamp(seconds, Shortest.TotalSeconds, Longest.TotalSeconds));
    }

    private static ApplicationVerdict VerdictOf(ApplicationFigures figures, Plan plan)
    {
        var late = (double)(figures.Late + figures.Partial + figures.Refused);
        var tasks = figures.Tasks.Select(t => (t.Name, t.Dropped, Ratio: RatioOf(t, figures.Name, plan))).ToList();

        // What was late was so through all tasks; it counts for those that took longer than their latency, in proportion.
        var excess = tasks.Sum(t => Math.Max(0, t.Ratio - 1));
        var violations = Math.Max(1, figures.Arrived - figures.InTime);
        return new ApplicationVerdict(
            figures.Name,
            Math.Clamp(figures.AttainmentInterval?.Low ?? 1, 0, 1),
            [.. tasks.Select(t => new TaskVerdict(t.Name, t.Ratio, Math.Min(1, (t.Dropped + (excess > 0 ? late * Math.Max(0, t.Ratio - 1) / excess : 0)) / violations)))]);
    }

    private static double RatioOf(TaskFigures task, string application, Plan plan)
    {
        var slowest = plan.Instances.Where(i => i.IsFor(application, task.Name)).Max(i => i.LatencyMilliseconds);
        return task.Time.Count == 0 ? 1 : Math.Max(1e-3, task.Time.Percentile(99).TotalMilliseconds / slowest);
    }
}
