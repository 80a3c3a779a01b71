using Tangram.Control.Estimating;
using Tangram.Control.Ladder;

namespace Tangram.Control.Tests.Ladder;

/// <summary>Choosing which priorities are refused.</summary>
public sealed class PriorityCutTests
{
    private static readonly DemandEstimate Demand = new(100, 1, new Dictionary<int, double> { [-5] = 0.5, [0] = 0.3, [7] = 0.2 });

    [Theory]
    [InlineData(100, null, true)]
    [InlineData(99, 0, true)]
    [InlineData(50, 0, true)]
    [InlineData(49, 7, true)]
    [InlineData(20, 7, true)]
    [InlineData(19, 7, false)]
    public void The_lowest_are_refused_first(double capacity, int? below, bool fits) =>
        Assert.Equal(new PriorityCut(below, fits), PriorityCut.Find(Demand, 100, capacity));

    [Fact]
    public void One_priority_leaves_nothing_to_choose() =>
        Assert.Equal(new PriorityCut(null, Fits: false), PriorityCut.Find(new DemandEstimate(10, 1, new Dictionary<int, double> { [3] = 1 }), 10, 5));
}
