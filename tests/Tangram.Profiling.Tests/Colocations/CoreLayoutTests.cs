using Tangram.Profiling.Colocations;

namespace Tangram.Profiling.Tests.Colocations;

public sealed class CoreLayoutTests
{
    [Fact]
    public void Two_cores_give_each_of_two_processes_one_and_three_both()
    {
        var layouts = CoreLayout.Of([4, 6]);

        Assert.Equal([("apart", 0.5), ("together", 1)], layouts.Select(l => (l.Name, l.Share)));
        Assert.Equal([[4], [6]], layouts[0].Lanes);
        Assert.Equal([[4, 6], [4, 6], [4, 6]], layouts[1].Lanes);
    }

    [Fact]
    public void One_core_can_only_be_shared() => Assert.Equal(["together"], CoreLayout.Of([0]).Select(l => l.Name));

    [Theory]
    [InlineData(3, 1)]
    [InlineData(5, 1)]
    [InlineData(8, 2)]
    [InlineData(64, 21)]
    public void More_cores_are_dealt_out_evenly_among_three_processes(int cores, int each)
    {
        var apart = CoreLayout.Of([.. Enumerable.Range(0, cores)])[0];

        Assert.Equal([each, each, each], apart.Lanes.Select(l => l.Count));
        Assert.Equal(3 * each, apart.Lanes.SelectMany(l => l).Distinct().Count());
        Assert.Equal((double)each / cores, apart.Share);
    }
}
