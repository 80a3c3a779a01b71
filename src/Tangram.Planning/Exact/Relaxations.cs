using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Planning.Deciding;

namespace Tangram.Planning.Exact;

/// <summary>The smallest single changes that make an infeasible problem feasible; null where a change alone does not.</summary>
/// <param name="LatencyMilliseconds">The least latency objective with which there is a plan; only for one application.</param>
/// <param name="DemandFactor">The largest factor of the demands for which there is one, at most <see cref="MaximumDemand.Precision"/> too small.</param>
/// <param name="Accuracy">The highest accuracy objective with which there is one; only for one application.</param>
internal sealed record Relaxations(double? LatencyMilliseconds, double? DemandFactor, double? Accuracy)
{
    // No one waits eleven days for an answer.
    public const double LongestMilliseconds = 1e9;
    private const double Milliseconds = 1e-4;
    private const double Accuracies = 1e-6;

    /// <summary>Solves the three relaxed problems.</summary>
    public static Relaxations Of(PlanningProblem problem, CancellationToken cancellation) => problem.Applications.Count != 1
        ? new Relaxations(null, LargestDemand(problem, cancellation), null)
        : new Relaxations(LeastLatency(problem, cancellation), LargestDemand(problem, cancellation), HighestAccuracy(problem, cancellation));

    /// <summary>The largest factor of the demands with a plan, or null.</summary>
    public static double? LargestDemand(PlanningProblem problem, CancellationToken cancellation)
    {
        var model = new FleetModel(problem);
        return MaximumDemand.Find(factor => ExactSolver.Solve(model.Scaled(factor), any: true, cancellation).Fleet is not null, 1);
    }

    // Halving finds the neighbourhood; the latency of each plan found is a latency that suffices exactly.
    private static double? LeastLatency(PlanningProblem problem, CancellationToken cancellation)
    {
        var objectives = problem.Applications[0].Application.Objectives;
        if (Find(problem.With(_ => new Objectives(LongestMilliseconds, objectives.Accuracy)), cancellation) is not { } loosest)
        {
            return null;
        }

        var (low, high) = (objectives.LatencyMilliseconds, loosest.Applications[0].LatencyMilliseconds);
        while (high - low > Milliseconds)
        {
            var middle = (low + high) / 2;
            if (Find(problem.With(_ => new Objectives(middle, objectives.Accuracy)), cancellation) is { } found)
            {
                high = Math.Min(middle, found.Applications[0].LatencyMilliseconds);
            }
            else
            {
                low = middle;
            }
        }

        return high;
    }

    private static double? HighestAccuracy(PlanningProblem problem, CancellationToken cancellation)
    {
        var objectives = problem.Applications[0].Application.Objectives;
        if (Find(problem.With(_ => new Objectives(objectives.LatencyMilliseconds, 1e-12)), cancellation) is not { } coarsest)
        {
            return null;
        }

        var (low, high) = (coarsest.Applications[0].Accuracy, objectives.Accuracy);
        while (high - low > Accuracies)
        {
            var middle = (low + high) / 2;
            if (Find(problem.With(_ => new Objectives(objectives.LatencyMilliseconds, middle)), cancellation) is { } found)
            {
                low = Math.Max(middle, found.Applications[0].Accuracy);
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static Plan? Find(PlanningProblem problem, CancellationToken cancellation)
    {
        var model = new FleetModel(problem);
        return ExactSolver.Solve(model, any: true, cancellation).Fleet is { } fleet
            ? PlanWriter.Write(problem, model.Index, "exact", optimal: false, fleet.Decide(model))
            : null;
    }
}
