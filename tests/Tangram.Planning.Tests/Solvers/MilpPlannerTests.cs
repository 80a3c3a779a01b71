using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests.Solvers;

/// <summary>The MILP planner against trying everything.</summary>
public sealed class MilpPlannerTests
{
    [Fact]
    public void For_one_application_on_one_device_it_finds_what_trying_everything_finds()
    {
        var planner = Milp.Planner;

        Seeds.ForAll(100, seed =>
        {
            var problem = RandomProblems.Create(seed);
            var expected = BruteForce.Solve(problem);
            var plan = planner.Plan(problem);

            Assert.Equal(expected is null, plan is null);
            if (plan is not null)
            {
                Assert.True(plan.Optimal);
                Assert.Equal(expected!.Slices, plan.Slices);
                Assert.Equal(expected.Accuracy, plan.Applications[0].Accuracy, 1e-8);
            }
        });
    }

    [Fact]
    public void For_tiny_fleets_it_finds_what_trying_everything_finds()
    {
        var planner = Milp.Planner;

        Seeds.ForAll(200, seed => Fleets.AssertEqual(FleetBruteForce.Solve(RandomFleets.Tiny(seed)), planner.Plan(RandomFleets.Tiny(seed))));
    }
}
