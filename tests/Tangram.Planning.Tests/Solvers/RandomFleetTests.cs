using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests.Solvers;

/// <summary>The random fleets that planners are compared on.</summary>
public sealed class RandomFleetTests
{
    [Fact]
    public void The_random_fleets_are_neither_all_feasible_nor_all_infeasible()
    {
        var planner = Milp.Planner;

        Assert.InRange(Enumerable.Range(0, 60).Count(seed => planner.Plan(RandomFleets.Create(seed)) is not null), 20, 40);
        Assert.InRange(Enumerable.Range(0, 60).Count(seed => planner.Plan(RandomFleets.Tiny(seed)) is not null), 20, 40);
    }
}
