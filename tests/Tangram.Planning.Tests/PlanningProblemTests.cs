using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests;

/// <summary>A problem that exists is sound.</summary>
public sealed class PlanningProblemTests
{
    [Fact]
    public void Figures_out_of_range_are_refused()
    {
        var problem = new ProblemBuilder().Task("a", null, ("a1", 1)).Build();

        Assert.Throws<ArgumentOutOfRangeException>(() => problem.WithDemand(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => problem.WithDemand(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => problem with { QueueingFactor = 0.9 });
        Assert.Throws<ArgumentOutOfRangeException>(() => problem with { Reserve = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProblemBuilder { Demand = -1 }.Task("a", null, ("a1", 1)).Build());
        Assert.Throws<ArgumentException>(() => problem with { Applications = [problem.Applications[0], problem.Applications[0]] });
    }
}
