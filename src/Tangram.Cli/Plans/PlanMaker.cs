using System.Diagnostics;
using Tangram.Planning;
using Tangram.Planning.Verifying;
using Tangram.Simulation;
using Tangram.Simulation.Interference;

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

        return Timed(planner, problem, cancellation);
    }

    /// <summary>Finds the plan with the fewest slices that reaches an attainment in simulation.</summary>
    /// <param name="planner">Who plans.</param>
    /// <param name="problem">What for, and the queueing factors and the reserve to begin with.</param>
    /// <param name="attainment">Share of the requests of every application to be answered in time; 0..1.</param>
    /// <param name="judge">Simulates them.</param>
    /// <param name="progress">Told the part done, 0..1, and what comes next.</param>
    /// <param name="cancellation">Stops.</param>
    public static VerifyingOutcome Verify(IPlanner planner, PlanningProblem problem, double attainment, SimulationJudge judge, Action<double, string> progress, CancellationToken cancellation)
    {
        var outcome = PlanVerifier.Find(planner, problem, judge, new VerifyingOptions { Attainment = attainment }, progress, cancellation);
        return outcome is VerifyingOutcome.Reached { Found: { After: var after } found } && Timed(planner, after.Of(problem), cancellation) is PlanningOutcome.Planned again
            ? new VerifyingOutcome.Reached(found with { After = after with { Plan = again.Plan } })
            : outcome;
    }

    /// <summary>Simulates plans for a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="truth">How much slower simulated batches run beside each other; not at all unless given.</param>
    /// <param name="requests">Requests to simulate of the application with the least demand; above 0.</param>
    public static SimulationJudge JudgeOf(PlanningProblem problem, IInterference? truth = null, int requests = 30_000) =>
        new([.. problem.Applications.Select(a => a.Application)], problem.Profiles) { Interference = truth ?? new NoInterference(), Requests = requests };

    private static PlanningOutcome Timed(IPlanner planner, PlanningProblem problem, CancellationToken cancellation)
    {
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
