using Tangram.Devices.Partitioning;

namespace Tangram.Devices.Tests.Partitioning;

public sealed class LayoutChangeTests
{
    private static readonly DeviceSegment Small = new(0, "1g", 0, "a");
    private static readonly DeviceSegment Large = new(0, "3g", 4, "b");

    [Fact]
    public void What_stays_is_not_touched_and_room_is_made_first()
    {
        var steps = LayoutChange.Steps(0, [Small, Large], [("2g", 0), ("3g", 4)]);

        Assert.Equal([new LayoutStep.Destroy(Small), new LayoutStep.Create(0, "2g", 0)], steps);
    }

    [Fact]
    public void A_segment_that_is_not_whole_is_made_anew()
    {
        var broken = Large with { IsWhole = false };

        Assert.Equal([new LayoutStep.Destroy(broken), new LayoutStep.Create(0, "3g", 4)], LayoutChange.Steps(0, [broken], [("3g", 4)]));
    }

    [Fact]
    public void A_step_that_fails_takes_back_those_before_it_and_says_so()
    {
        // Two changes set the stage; of the steps the third is refused.
        using var partitioner = Staged(refuses: 4);

        var refusal = Assert.Throws<PartitioningException>(() => Change(partitioner));

        Assert.Equal("creating 4g at 4: refused; the 2 steps before it were taken back: the devices are cut as before", refusal.Message);
        Assert.Equal(["1g at 0", "3g at 4"], partitioner.Segments().Select(s => s.Place));
    }

    [Fact]
    public void The_first_step_has_nothing_to_take_back()
    {
        using var partitioner = Staged(refuses: 2);

        Assert.Equal("destroying 1g at 0: refused", Assert.Throws<PartitioningException>(() => Change(partitioner)).Message);
    }

    [Fact]
    public void Where_taking_back_fails_too_it_says_what_is_there()
    {
        using var partitioner = Staged(4, 5);

        var refusal = Assert.Throws<PartitioningException>(() => Change(partitioner));

        Assert.Equal("creating 4g at 4: refused; taking back what came before it failed too: creating 3g at 4: refused; there is now 1g at 0 on device 0", refusal.Message);
    }

    private static FakePartitioner Staged(params int[] refuses)
    {
        var partitioner = new FakePartitioner(refuses);
        partitioner.Create(0, "1g", 0);
        partitioner.Create(0, "3g", 4);
        return partitioner;
    }

    private static void Change(FakePartitioner partitioner) => LayoutChange.Make(partitioner, LayoutChange.Steps(0, partitioner.Segments(), [("4g", 4)]));
}
