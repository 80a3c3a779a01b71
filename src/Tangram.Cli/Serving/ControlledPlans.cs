using System.Globalization;
using Tangram.Cli.Plans;
using Tangram.Control;
using Tangram.Control.Transitions;
using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Planning;
using Tangram.Planning.Verifying;

namespace Tangram.Cli.Serving;

/// <summary>Makes the plans of a server that is controlled: exact ones for this machine, which are simulated before they are believed.</summary>
/// <param name="reserve">Share of every segment's throughput to leave free; 0 up to, not including, 1.</param>
/// <param name="attainment">Share of requests that a plan must answer in time in simulation, 0..1; null where plans are not simulated.</param>
internal sealed class ControlledPlans(double reserve, double? attainment) : IPlanSource
{
    private const int Halvings = 6;

    // Fewer than for a plan made at leisure: it is simulated on the cores that serve, while requests wait for it.
    private const int Requests = 6_000;
    private readonly IPlanner _planner = PlannerCatalog.Planners.Create("exact", Settings.Empty);

    /// <summary>Devices of the model that the profile was measured on; 1 unless given.</summary>
    public int Devices { get; init; } = 1;

    /// <inheritdoc/>
    public PlanningOutcome Plan(Application application, ProfileTable profile, double? requestsPerSecond, Plan? previous, CancellationToken cancellation)
    {
        var problem = ServingPlan.Problem(application, profile, requestsPerSecond ?? 1, Devices) with { Reserve = reserve, Previous = previous };
        var outcome = PlanMaker.Make(_planner, problem, forLargestDemand: requestsPerSecond is null, cancellation);
        if (attainment is { } target && outcome is PlanningOutcome.Planned planned)
        {
            outcome = requestsPerSecond is null ? Largest(problem, planned.Plan, target, cancellation) : Verified(problem, planned.Plan, target, cancellation);
        }

        return previous is not null && outcome is PlanningOutcome.Planned next ? new PlanningOutcome.Planned(Relocation.Of(problem.Inventory, previous, next.Plan, StepTimes.Of(problem.Inventory.Pools[0].Model))) : outcome;
    }

    // The plan for the largest demand that holds in simulation, to a sixty-fourth of the largest there is a plan for at all.
    private PlanningOutcome Largest(PlanningProblem problem, Plan most, double target, CancellationToken cancellation)
    {
        var judge = PlanMaker.JudgeOf(problem, requests: Requests);
        if (judge.Judge(most, cancellation).Attainment >= target)
        {
            return new PlanningOutcome.Planned(most);
        }

        var (held, fell) = (0.0, most.Applications[0].Demand);
        Plan? found = null;
        for (var step = 0; step < Halvings; step++)
        {
            var middle = (held + fell) / 2;
            if (PlanMaker.Make(_planner, problem.Scaled(middle), forLargestDemand: false, cancellation) is PlanningOutcome.Planned { Plan: var plan } && judge.Judge(plan, cancellation).Attainment >= target)
            {
                (held, found) = (middle, plan);
            }
            else
            {
                fell = middle;
            }
        }

        return found is null
            ? new PlanningOutcome.Infeasible("latency", string.Create(CultureInfo.InvariantCulture, $"no plan answers {target:P1} of the requests in time in simulation, however few there are"))
            : new PlanningOutcome.Planned(found);
    }

    // Most plans hold in simulation as they are; only where one does not is another looked for.
    private PlanningOutcome Verified(PlanningProblem problem, Plan plan, double target, CancellationToken cancellation)
    {
        var judge = PlanMaker.JudgeOf(problem, requests: Requests);
        if (judge.Judge(plan, cancellation).Attainment >= target)
        {
            return new PlanningOutcome.Planned(plan);
        }

        return PlanMaker.Verify(_planner, problem.For(plan), target, judge, (_, _) => { }, cancellation) switch
        {
            VerifyingOutcome.Reached reached => new PlanningOutcome.Planned(reached.Found.After.Plan),
            VerifyingOutcome.Missed => new PlanningOutcome.Infeasible("latency", string.Create(CultureInfo.InvariantCulture, $"no plan for {plan.Applications[0].Demand:0.##} requests/s answers {target:P1} of them in time in simulation")),
            var other => throw new InvalidOperationException($"no answer is known for {other}"),
        };
    }
}
