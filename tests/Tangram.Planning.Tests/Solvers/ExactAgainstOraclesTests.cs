using Tangram.Core.Catalogs;
using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests.Solvers;

/// <summary>The exact planner against the MILP solver on random fleets, and against trying everything on tiny ones.</summary>
public sealed class ExactAgainstOraclesTests
{
    private static readonly IPlanner Exact = PlannerCatalog.Planners.Create("exact", Settings.Empty);

    [Fact]
    public void On_tiny_fleets_it_finds_what_trying_everything_finds() => Seeds.ForAll(300, seed =>
        Fleets.AssertEqual(FleetBruteForce.Solve(RandomFleets.Tiny(seed)), Exact.Plan(RandomFleets.Tiny(seed))));

    [Fact]
    public void On_tiny_fleets_whose_segments_slow_each_other_down_it_does_so_too() => Seeds.ForAll(150, seed =>
        Fleets.AssertEqual(FleetBruteForce.Solve(RandomFleets.Tiny(seed).Disturbed(seed)), Exact.Plan(RandomFleets.Tiny(seed).Disturbed(seed))));

    [Fact]
    public void On_fleets_whose_segments_slow_each_other_down_it_finds_what_the_milp_solver_finds()
    {
        var milp = Milp.Planner;

        Seeds.ForAll(40, seed =>
        {
            var problem = RandomFleets.Create(seed).Disturbed(seed);
            var outcome = Exact.Plan(problem, TestContext.Current.CancellationToken);
            if (outcome is not (PlanningOutcome.Planned { Plan.Optimal: false } or PlanningOutcome.Infeasible { Binding: "search" }))
            {
                Fleets.AssertEqual(milp.Plan(problem).Score(), (outcome as PlanningOutcome.Planned)?.Plan);
            }
        });
    }

    [Fact]
    public void On_random_fleets_it_finds_what_the_milp_solver_finds()
    {
        var (milp, proven) = (Milp.Planner, 0);

        Seeds.ForAll(310, seed =>
        {
            // On a busy machine the MILP solver may run out of time; a plan it did not prove says nothing.
            var expected = milp.Plan(RandomFleets.Create(seed));
            if (expected is { Optimal: false })
            {
                return;
            }

            // Where the steps allowed do not suffice, the planner must say so; it then claims nothing that could be compared.
            var outcome = Exact.Plan(RandomFleets.Create(seed), TestContext.Current.CancellationToken);
            if (outcome is not (PlanningOutcome.Planned { Plan.Optimal: false } or PlanningOutcome.Infeasible { Binding: "search" }))
            {
                Fleets.AssertEqual(expected.Score(), (outcome as PlanningOutcome.Planned)?.Plan);
                proven++;
            }
        });

        Assert.InRange(proven, 300, 310);
    }
}
