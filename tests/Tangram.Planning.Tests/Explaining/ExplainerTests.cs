using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Plans;
using Tangram.Planning.Explaining;
using Tangram.Planning.Neighbours;
using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests.Explaining;

/// <summary>What binds, worked out by hand.</summary>
public sealed class ExplainerTests
{
    private static readonly IPlanner Planner = PlannerCatalog.Planners.Create("exact", Settings.Empty);

    [Fact]
    public void Cores_that_are_all_taken_bind()
    {
        // 15 items/s on cores of 10: two of two. One more core makes 30 items/s possible, one fewer only 10.
        var problem = new ProblemBuilder { Device = CpuDevice.Model(2, 2048), Demand = 15 }.Task("a", null, ("a1", 1)).Entry("a1", "1c", 1, 100, 10).Build();

        var found = Explain(problem);

        Assert.Equal(["capacity"], found.Binds);
        Assert.Equal(["as it is", "one more core", "one core fewer than used", "5 ms more latency", "1 % less accuracy"], found.Changes.Select(c => c.Change));
        Assert.Equal([2, 2, null, 2, 2], found.Changes.Select(c => c.Slices));
        AssertFactors([20.0 / 15, 30.0 / 15, 10.0 / 15, 20.0 / 15, 20.0 / 15], found);
        Assert.Equal((1, 2), (found.DevicesLowerBound, found.SlicesLowerBound));
    }

    [Fact]
    public void A_latency_just_too_short_for_larger_batches_binds()
    {
        // At batch 4, 2 × 102 ms are 4 ms too long; with 5 ms more, one core does what took two.
        var problem = new ProblemBuilder { Device = CpuDevice.Model(4, 4096), Demand = 15, Objectives = new(200, 0.5) }
            .Task("a", null, ("a1", 1)).Entry("a1", "1c", 1, 50, 10).Entry("a1", "1c", 4, 102, 20).Build();

        var found = Explain(problem);

        Assert.Contains("latency", found.Binds);
        Assert.Equal(1, found.Changes.Single(c => c.Concerns == "latency").Slices);
        Assert.Equal((100, 0.5, 0.5), (found.Applications[0].LatencySlackMilliseconds, found.Applications[0].LatencySlack, found.Applications[0].AccuracySlack));
        Assert.Equal(("a", 0.75), (found.Applications[0].BusiestTask, found.Applications[0].Utilization));
    }

    [Fact]
    public void An_accuracy_that_takes_the_finest_variant_binds()
    {
        var problem = new ProblemBuilder { Device = CpuDevice.Model(4, 4096), Demand = 15, Objectives = new(1000, 1) }
            .Task("a", null, ("fine", 1), ("coarse", 0.995)).Entry("fine", "1c", 1, 100, 10).Entry("coarse", "1c", 1, 50, 20).Build();

        var found = Explain(problem);

        Assert.Contains("accuracy", found.Binds);
        Assert.Equal(1, found.Changes.Single(c => c.Concerns == "accuracy").Slices);
    }

    [Fact]
    public void What_neighbours_cost_is_told_and_more_cores_bring_more_of_them()
    {
        // Two cores of 10 items/s slowed down to 5: at 8 items/s both are taken. A third core has two neighbours, which leave 10/3 to each.
        var problem = new ProblemBuilder { Device = CpuDevice.Model(2, 2048), Demand = 8 }.Task("a", null, ("a1", 1)).Entry("a1", "1c", 1, 100, 10).Build()
            .Disturbed(new PairTable(("a1", "a1", 1)), NeighbourRule.Worst);

        var found = Explain(problem);

        Assert.Contains("interference", found.Binds);
        Assert.Equal(["as it is", "one more core", "one core fewer than used", "neighbours that slow nothing down", "5 ms more latency", "1 % less accuracy"], found.Changes.Select(c => c.Change));
        Assert.Equal([2, 3, 1, 1, 2, 2], found.Changes.Select(c => c.Slices));
        AssertFactors([10.0 / 8, 10.0 / 8, 10.0 / 8, 20.0 / 8, 10.0 / 8, 10.0 / 8], found);
    }

    [Fact]
    public void The_lower_bounds_count_throughput_alone()
    {
        // 10 requests/s bring at least 20 items/s: 10/5 × 1 slice and 20/12 × 2 slices make 5.33.
        var problem = new ProblemBuilder { Device = A100.Plain, Demand = 10 }
            .Task("a", null, ("a1", 1), ("a2", 0.9)).Task("b", null, ("b1", 1)).Task("c", 0.9, ("c1", 1))
            .Edge("a", "b", 4, ("a1", 3), ("a2", 2)).Edge("a", "c")
            .Entry("a1", "1g", 1, 10, 5).Entry("a2", "2g", 1, 10, 8).Entry("b1", "2g", 1, 10, 12).Entry("b1", "3g", 1, 10, 13).Entry("c1", "1g", 1, 10, 1).Build();

        Assert.Equal(6, LowerBounds.Slices(problem));
        Assert.Equal(1, LowerBounds.Devices(problem, 6));
        Assert.Equal(3, LowerBounds.Devices(problem.WithDevice(A100.Plain, 9), 15));
    }

    [Fact]
    public void Explaining_stops_when_told_to()
    {
        var problem = new ProblemBuilder().Task("a", null, ("a1", 1)).Entry("a1", "1c", 1, 100, 10).Build();
        var plan = Plan(problem);

        Assert.Throws<OperationCanceledException>(() => Explainer.Explain(Planner, problem, plan, null, new CancellationToken(canceled: true)));
    }

    private static void AssertFactors(IEnumerable<double> expected, Explanation found) =>
        Assert.All(expected.Zip(found.Changes), pair => Assert.Equal(pair.First, pair.Second.LargestFactor!.Value, pair.First * 2 * MaximumDemand.Precision));

    private static Plan Plan(PlanningProblem problem) => ((PlanningOutcome.Planned)Planner.Plan(problem, TestContext.Current.CancellationToken)).Plan;

    private static Explanation Explain(PlanningProblem problem)
    {
        var parts = new List<double>();
        var found = Explainer.Explain(Planner, problem, Plan(problem), (part, _) => parts.Add(part), TestContext.Current.CancellationToken);

        Assert.Equal(parts.Order(), parts);
        Assert.All(parts, p => Assert.InRange(p, 0, 1));
        return found;
    }
}
