using Tangram.Core.Time;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests;

public sealed class SegmentStateTests
{
    [Fact]
    public void Nothing_waits_at_an_idle_segment() => Assert.Equal(TimeSpan.Zero, State(Segment()).Wait(Instant.Start));

    [Fact]
    public void What_waits_is_counted_in_full_batches_and_a_rest() =>

        // Batches of 4 take 16 ms, of 1 take 10: 9 items are 16 + 16 + 10.
        Assert.Equal(Span(42), State(Segment(each: 2), queued: 9).Wait(Instant.Start));

    [Fact]
    public void What_waits_is_shared_out_over_the_live_processes()
    {
        Assert.Equal(Span(21), State(Segment(processes: 3, each: 2), alive: 2, queued: 9).Wait(Instant.Start));
        Assert.Equal(Span(42), State(Segment(processes: 3, each: 2), alive: 0, queued: 9).Wait(Instant.Start));
    }

    [Fact]
    public void The_process_that_is_free_first_counts_for_what_runs()
    {
        var state = State(Segment(processes: 2, batch: 1), alive: 2, queued: 3);
        state.Start(process: 0, run: 0, size: 1, Ms(0));
        state.Start(process: 1, run: 1, size: 1, Ms(4));

        // Of 10 and 14 the first is 7 ms away; one item more takes 10, halved over two processes.
        Assert.Equal(Span(12), state.Wait(Ms(3)));
    }

    [Fact]
    public void A_batch_that_takes_longer_than_expected_counts_as_about_to_end()
    {
        var state = State(Segment(), queued: 1);
        state.Start(process: 0, run: 0, size: 1, Ms(0));

        Assert.Equal(TimeSpan.Zero, state.Wait(Ms(500)));
    }

    [Fact]
    public void Items_with_one_deadline_keep_the_order_of_their_creation()
    {
        var state = State(Segment());
        foreach (var id in (long[])[2, 0, 1])
        {
            state.Queue.Enqueue(Item(id));
        }

        Assert.Equal([0L, 1L, 2L], state.Queue.Select(i => i.Id));
    }

    [Fact]
    public void A_wake_up_is_asked_for_unless_one_that_is_no_later_lies_ahead()
    {
        var state = State(Segment());

        Assert.True(state.AskToBeWoken(Ms(0), Ms(50)));
        Assert.False(state.AskToBeWoken(Ms(1), Ms(50)));
        Assert.False(state.AskToBeWoken(Ms(1), Ms(60)));
        Assert.True(state.AskToBeWoken(Ms(1), Ms(40)));
        Assert.True(state.AskToBeWoken(Ms(40), Ms(60)));
    }
}
