using Tangram.Core.Catalogs;
using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests.Planners;

/// <summary>What holds for every planner in the catalogue.</summary>
public sealed class PlannerConformanceTests
{
    public static TheoryData<string> EveryPlanner => [.. PlannerCatalog.Planners.Names];

    [Theory]
    [MemberData(nameof(EveryPlanner))]
    public void Every_plan_passes_the_independent_checker(string name)
    {
        var planner = PlannerCatalog.Planners.Create(name, Settings.Empty);

        Seeds.ForAll(1000, seed =>
        {
            var problem = RandomProblems.Create(seed);
            if (planner.Plan(problem, TestContext.Current.CancellationToken) is PlanningOutcome.Planned { Plan: var plan })
            {
                Assert.Empty(PlanChecker.Check(problem, plan));
                Assert.Equal(name, plan.Planner);
            }
        });
    }

    [Theory]
    [MemberData(nameof(EveryPlanner))]
    public void Every_plan_for_a_fleet_passes_the_independent_checker(string name)
    {
        var planner = PlannerCatalog.Planners.Create(name, Settings.Empty);

        Seeds.ForAll(40, seed =>
        {
            var problem = RandomPools.Create(seed);
            switch (planner.Plan(problem, TestContext.Current.CancellationToken))
            {
                case PlanningOutcome.Planned { Plan: var plan }:
                    Assert.Empty(PlanChecker.Check(problem, plan));
                    Assert.Equal(name, plan.Planner);
                    break;
                case PlanningOutcome.Infeasible infeasible:
                    Assert.DoesNotContain('\n', infeasible.Explanation);

                    // A search that was given up finds nothing and proves nothing.
                    Assert.Contains(infeasible.Binding, (string[])["latency", "accuracy", "capacity", "profile", "search"]);
                    break;
            }
        });
    }

    [Theory]
    [InlineData("homogeneous-1")]
    [InlineData("parvagpu")]
    [InlineData("gpulet")]
    [InlineData("paris")]
    [InlineData("loki")]
    public void The_random_fleets_are_neither_all_feasible_nor_all_infeasible(string name)
    {
        var planner = PlannerCatalog.Planners.Create(name, Settings.Empty);

        Assert.InRange(Enumerable.Range(0, 200).Count(seed => planner.Plan(RandomPools.Create(seed), TestContext.Current.CancellationToken) is PlanningOutcome.Planned), 10, 190);
    }

    [Fact]
    public void Every_planner_that_exists_is_in_the_catalogue_with_a_description()
    {
        var written = typeof(IPlanner).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IPlanner)));

        Assert.Equal(written.OrderBy(t => t.Name), PlannerCatalog.Planners.Types.OrderBy(t => t.Name));
        Assert.All(PlannerCatalog.Planners.Descriptions, d => Assert.NotEqual(string.Empty, d.Value));
    }
}
