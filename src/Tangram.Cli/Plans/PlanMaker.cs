using System.Diagnostics;
using Tangram.Planning;

namespace Tangram.Cli.Plans;

/// <summary>Has a planner plan, with the clock it lacks, and does not believe it without the independent check.</summary>
internal static class PlanMaker
{
    /// <summary>Plans.</summary>
    /// <param name="planner">Who plans.</param>
    /// <param name="problem">What for.</param>
    /// <param name="forLargestDemand">Whether to plan for the largest demand there is a plan for, instead of the problem's.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="InvalidOperationException">The plan fails its check: a fault of the planner.</exception>
    public static PlanningOutcome Make(IPlanner planner, PlanningProblem problem, bool forLargestDemand, CancellationToken cancellation)
    {
        if (forLargestDemand && MaximumDemand.Find(planner, problem, cancellation) is { } largest)
        {
            problem = problem.Scaled(largest);
        }

        var started = Stopwatch.GetTimestamp();
        var outcome = planner.Plan(problem, cancellation);
        var elapsed = Stopwatch.GetElapsedTime(started);
        if (outcome is not PlanningOutcome.Planned planned)
        {
            return outcome;
        }

        var plan = planned.Plan with { SolveMilliseconds = elapsed.TotalMilliseconds };
        var faults = PlanChecker.Check(problem, plan);
        return faults.Count == 0
            ? new PlanningOutcome.Planned(plan)
            : throw new InvalidOperationException($"planner '{plan.Planner}' made a plan that fails its check: {faults[0]}");
    }
}
