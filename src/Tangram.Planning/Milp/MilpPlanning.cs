using Tangram.Planning.Deciding;

namespace Tangram.Planning.Milp;

/// <summary>Plans with a MILP solver: the same problem and optimum as the exact planner's, found in another way [N] (docs/adr/0010).</summary>
/// <remarks>
/// One solve per objective, each keeping what those before it reached. The last one maximises the sum of the applications' accuracies; ties in
/// latency and names are left as they fall. A plan is checked before it is handed out.
/// </remarks>
public static class MilpPlanning
{
    /// <summary>Plans.</summary>
    /// <param name="planner">What the plan says it was made by.</param>
    /// <param name="problem">What to plan for.</param>
    /// <param name="solver">Who solves the model.</param>
    /// <param name="limits">How long all solves together may take, and the relative gap at which each may stop.</param>
    /// <param name="cancellationToken">Stops the solver.</param>
    /// <exception cref="MilpException">The model would be too large, or the solver is missing or broke off.</exception>
    /// <exception cref="InvalidOperationException">The plan fails its check: the solver took a decision that its tolerances allow and the problem does not.</exception>
    public static PlanningOutcome Plan(string planner, PlanningProblem problem, IMilpSolver solver, MilpLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(solver);
        ArgumentNullException.ThrowIfNull(limits);
        var index = new ProfileIndex(problem);
        var formulation = new MilpFormulation(problem, index);
        if (formulation.Refusal is { } refusal)
        {
            return refusal;
        }

        if (formulation.Applications.Count == 0)
        {
            return Written(planner, problem, index, true, new PlanDecision([.. problem.Applications.Select(a => a.Application.Tasks.Select(_ => (IReadOnlyList<VariantShare>)[]).ToList())], []));
        }

        var (values, isOptimal, failure) = Solve(formulation, solver, limits, cancellationToken);
        return values is null ? failure! : Written(planner, problem, index, isOptimal, new MilpReader(problem, formulation, values).Read());
    }

    private static (IReadOnlyList<double>? Values, bool IsOptimal, PlanningOutcome.Infeasible? Failure) Solve(
        MilpFormulation formulation, IMilpSolver solver, MilpLimits limits, CancellationToken cancellationToken)
    {
        var (model, left, isOptimal) = (formulation.Model, limits.Time, true);
        IReadOnlyList<double>? values = null;
        foreach (var objective in formulation.Objectives)
        {
            if (left <= TimeSpan.Zero)
            {
                return (values, false, null);
            }

            var outcome = solver.Solve(model.Minimising(objective), limits with { Time = left }, cancellationToken);
            left -= outcome.Elapsed;
            if (outcome is MilpOutcome.Solved solved)
            {
                (values, isOptimal) = (solved.Values, isOptimal && solved.IsOptimal);
                model = model.With(new MilpRow("kept", objective, double.NegativeInfinity, objective.Sum(t => t.Coefficient * solved.Values[t.Column])));
            }
            else
            {
                return values is null ? (null, false, Describe(outcome, solver, limits)) : (values, false, null);
            }
        }

        return (values, isOptimal, null);
    }

    private static PlanningOutcome.Infeasible Describe(MilpOutcome outcome, IMilpSolver solver, MilpLimits limits) => outcome is MilpOutcome.TimedOut
        ? new("search", FormattableString.Invariant($"no plan was found within {limits.Time.TotalSeconds:0.###} s, nor proven that there is none; give the '{solver.Name}' solver a longer time-limit"))
        : new("objectives", $"no plan meets the objectives on the devices there are, as '{solver.Name}' proved; planner 'exact' says what binds");

    private static PlanningOutcome.Planned Written(string planner, PlanningProblem problem, ProfileIndex index, bool isOptimal, PlanDecision decision)
    {
        var plan = PlanWriter.Write(problem, index, planner, isOptimal, decision)
            ?? throw new InvalidOperationException($"planner '{planner}' made a plan whose segments have no place");
        var faults = PlanChecker.Check(problem, plan);
        return faults.Count == 0
            ? new PlanningOutcome.Planned(plan)
            : throw new InvalidOperationException($"planner '{planner}' made a plan that fails its check: {faults[0]}");
    }
}
