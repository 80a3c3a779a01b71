using Tangram.Prediction.Signals;
using Tangram.Prediction.Tracking;

namespace Tangram.Prediction.Tests.Tracking;

public sealed class NeighboursTests
{
    private static readonly Runner Any = new(new Signature("v", 0.5, 0.5), 1, 1);

    [Fact]
    public void They_are_weighed_by_a_signal()
    {
        var neighbours = new Neighbours(2);
        neighbours.Add(Any, new Presence(0, 0.5, 0));
        neighbours.Add(Any, new Presence(0.5, 0.75, 0));

        var colocation = neighbours.Weigh(Any with { Batch = 8 }, new OverlapSignal());

        Assert.Equal(8, colocation.Own.Batch);
        Assert.Equal([new CoRunner(Any, 0.5), new CoRunner(Any, 0.25)], colocation.Beside.ToArray());
    }

    [Fact]
    public void There_is_room_for_as_many_as_was_said()
    {
        var neighbours = new Neighbours(1);
        neighbours.Add(Any, new Presence(0, 1, 1));

        Assert.Throws<InvalidOperationException>(() => neighbours.Add(Any, new Presence(0, 1, 1)));
        neighbours.Clear();
        Assert.Equal(0, neighbours.Count);
    }
}
