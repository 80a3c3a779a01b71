using Tangram.Scheduling.Policies.Dispatch;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests.Policies.Dispatch;

public sealed class LeastLoadedDispatchTests
{
    [Fact]
    public void An_item_goes_where_it_would_be_finished_first()
    {
        var slowAndIdle = State(Segment(0, one: 30));
        var fastAndBusy = State(Segment(1, one: 10, batch: 1), queued: 1);

        Assert.Same(fastAndBusy, Choose(slowAndIdle, fastAndBusy));
    }

    [Fact]
    public void A_long_queue_turns_items_away()
    {
        var slowAndIdle = State(Segment(0, one: 30));
        var fastAndFull = State(Segment(1, one: 10, batch: 1), queued: 3);

        Assert.Same(slowAndIdle, Choose(slowAndIdle, fastAndFull));
    }

    [Fact]
    public void Ties_go_to_the_smaller_segment()
    {
        var large = State(Segment(0, slices: 2));
        var small = State(Segment(1, slices: 1));

        Assert.Same(small, Choose(large, small));
    }

    [Fact]
    public void Ties_of_one_size_go_to_the_first()
    {
        var first = State(Segment(0));
        var second = State(Segment(1));

        Assert.Same(first, Choose(second, first));
    }

    private static SegmentState? Choose(params SegmentState[] among) => new LeastLoadedDispatch().ChooseAmong(among);
}
