using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Planning.Tests.Problems;
using Tangram.Planning.Tradeoffs;

namespace Tangram.Planning.Tests.Tradeoffs;

/// <summary>Trade-offs worked out by hand.</summary>
public sealed class TradeoffFinderTests
{
    private static readonly IPlanner Planner = PlannerCatalog.Planners.Create("exact", Settings.Empty);

    [Fact]
    public void Accuracy_goes_from_where_nothing_is_gained_to_the_best()
    {
        var points = Find(Problem()).Accuracy.Points;

        Assert.Equal(0.8, points[0].Objective, 0.001);
        Assert.Equal((1, 2), (points[0].Slices, points[^1].Slices));
        Assert.Equal(1, points[^1].Objective);
        Assert.Equal(points.Select(p => p.Objective).Order(), points.Select(p => p.Objective));
        Assert.Equal(points.Select(p => p.Slices).Order(), points.Select(p => p.Slices));
    }

    [Fact]
    public void Latency_goes_from_where_there_is_no_plan_to_where_nothing_is_gained()
    {
        var latency = Find(Problem()).Latency;

        // The fastest is 2 × 50 ms; a batch of 8 on one core needs 2 × 150 ms and nothing takes less than a core.
        Assert.Equal(("ms", 1000.0), (latency.Unit, latency.Asked));
        Assert.Null(latency.Points[0].Slices);
        Assert.InRange(latency.Points[1].Objective, 100, 100.1);
        Assert.Equal(2, latency.Points[1].Slices);
        Assert.Equal(1, latency.Points[^1].Slices);
        Assert.Contains(latency.Points, p => p.Objective == 1000);
        Assert.All(latency.Points.Where(p => p.Objective >= 301), p => Assert.Equal(1, p.Slices));
    }

    [Fact]
    public void Where_there_is_no_plan_at_all_there_are_no_points()
    {
        var problem = Problem().WithDemand(1e6);

        var found = Find(problem);

        Assert.Empty(found.Accuracy.Points);
        Assert.Empty(found.Latency.Points);
    }

    private static PlanningProblem Problem() => new ProblemBuilder { Device = CpuDevice.Model(2, 2048), Demand = 8, Objectives = new(1000, 0.6) }
        .Task("a", null, ("fine", 1), ("coarse", 0.8))
        .Entry("fine", "1c", 1, 100, 5).Entry("coarse", "1c", 1, 50, 5).Entry("coarse", "1c", 8, 150, 20).Build();

    private static TradeoffTable Find(PlanningProblem problem)
    {
        var parts = new List<double>();
        var found = TradeoffFinder.Find(Planner, "exact", problem, (part, _) => parts.Add(part), TestContext.Current.CancellationToken);

        Assert.All(parts, p => Assert.InRange(p, 0, 1));
        return found;
    }
}
