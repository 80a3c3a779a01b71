using Tangram.Core.Catalogs;
using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests;

/// <summary>Finding the largest demand.</summary>
public sealed class MaximumDemandTests
{
    private static readonly IPlanner Planner = PlannerCatalog.Planners.Create("exact", Settings.Empty);

    [Theory]
    [InlineData(0.001)]
    [InlineData(1)]
    [InlineData(5000)]
    public void It_is_the_throughput_of_the_whole_device_wherever_the_search_begins(double start)
    {
        var problem = new ProblemBuilder { Demand = start, Reserve = 0.1 }.Task("a", null, ("a1", 1)).Entry("a1", "1c", 1, 10, 10).Build();

        var largest = MaximumDemand.Find(Planner, problem, TestContext.Current.CancellationToken) * start;

        Assert.NotNull(largest);
        Assert.InRange(largest.Value, 36 * (1 - MaximumDemand.Precision), 36 * (1 + 1e-8));
    }

    [Fact]
    public void There_is_none_where_even_one_request_takes_too_long()
    {
        var problem = new ProblemBuilder { Objectives = new(15, 0.5) }.Task("a", null, ("a1", 1)).Entry("a1", "1c", 1, 10, 10).Build();

        Assert.Null(MaximumDemand.Find(Planner, problem, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void There_is_a_plan_for_it_and_none_for_a_little_more() => Seeds.ForAll(200, seed =>
    {
        var problem = RandomProblems.Create(seed);
        if (MaximumDemand.Find(Planner, problem, TestContext.Current.CancellationToken) is { } largest and < 1e6)
        {
            Assert.IsType<PlanningOutcome.Planned>(Plan(largest));
            Assert.IsType<PlanningOutcome.Infeasible>(Plan(largest * (1 + (1.01 * MaximumDemand.Precision))));
        }

        PlanningOutcome Plan(double demand) => Planner.Plan(problem.Scaled(demand), TestContext.Current.CancellationToken);
    });
}
