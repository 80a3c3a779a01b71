using Tangram.Core.Catalogs;
using Tangram.Planning.Planners;
using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests.Planners;

/// <summary>What holds for every planner in the catalogue.</summary>
public sealed class PlannerConformanceTests
{
    // The ablations hand restricted problems to the exact planner, which does not keep to restrictions yet.
    public static TheoryData<string> EveryPlanner => [.. PlannerCatalog.Planners.Names.Except(AblationPlanner.Members.Select(m => m.Name))];

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

    [Fact]
    public void Every_planner_that_exists_is_in_the_catalogue_with_a_description()
    {
        var written = typeof(IPlanner).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IPlanner)));

        Assert.Equal(written.OrderBy(t => t.Name), PlannerCatalog.Planners.Types.OrderBy(t => t.Name));
        Assert.All(PlannerCatalog.Planners.Descriptions, d => Assert.NotEqual(string.Empty, d.Value));
    }
}
