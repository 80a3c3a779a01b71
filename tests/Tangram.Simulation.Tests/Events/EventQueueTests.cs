using Tangram.Core.Time;
using Tangram.Simulation.Events;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.Tests.Events;

public sealed class EventQueueTests
{
    [Fact]
    public void An_empty_queue_has_no_next_event()
    {
        var queue = new EventQueue<int>();

        Assert.False(queue.TryNext(out _, out _));
        Assert.False(queue.TryPeek(out _));
        Assert.Equal(0, queue.Count);
        Assert.Equal(Instant.Start, queue.Now);
    }

    [Fact]
    public void Events_come_in_order_of_time()
    {
        var queue = new EventQueue<string>();
        queue.Schedule(new Instant(30), "c");
        queue.Schedule(new Instant(10), "a");
        queue.Schedule(new Instant(20), "b");

        Assert.Equal([(10L, "a"), (20L, "b"), (30L, "c")], Rest(queue));
    }

    [Fact]
    public void Events_of_one_instant_come_in_order_of_scheduling()
    {
        var queue = new EventQueue<int>();
        for (var i = 0; i < 100; i++)
        {
            queue.Schedule(new Instant(7), i);
        }

        Assert.Equal(Enumerable.Range(0, 100), Rest(queue).Select(e => e.Event));
    }

    [Fact]
    public void An_event_for_now_comes_after_what_is_scheduled_for_now_already()
    {
        var queue = new EventQueue<string>();
        queue.Schedule(new Instant(5), "first");
        queue.Schedule(new Instant(5), "second");
        Assert.True(queue.TryNext(out _, out _));
        queue.Schedule(queue.Now, "third");

        Assert.Equal(["second", "third"], Rest(queue).Select(e => e.Event));
    }

    [Fact]
    public void The_clock_is_at_the_event_handed_out_last()
    {
        var queue = new EventQueue<int>();
        queue.Schedule(new Instant(40), 0);
        Assert.Equal(Instant.Start, queue.Now);

        Assert.True(queue.TryNext(out var when, out _));
        Assert.Equal(new Instant(40), when);
        Assert.Equal(new Instant(40), queue.Now);
        Assert.False(queue.TryNext(out _, out _));
        Assert.Equal(new Instant(40), queue.Now);
    }

    [Fact]
    public void The_past_is_refused_and_leaves_the_queue_as_it_was()
    {
        var queue = new EventQueue<int>();
        queue.Schedule(new Instant(10), 1);
        Assert.True(queue.TryNext(out _, out _));

        Assert.Throws<ArgumentOutOfRangeException>(() => queue.Schedule(new Instant(9), 2));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void Looking_ahead_changes_nothing()
    {
        var queue = new EventQueue<int>();
        queue.Schedule(new Instant(10), 1);
        queue.Schedule(new Instant(20), 2);
        Assert.True(queue.TryNext(out _, out _));

        Assert.True(queue.TryPeek(out var ahead));
        Assert.Equal(new Instant(20), ahead);
        Assert.Equal(new Instant(10), queue.Now);
        Assert.Equal(1, queue.Count);
        Assert.Equal([(20L, 2)], Rest(queue));
    }

    [Fact]
    public void It_agrees_with_a_sorted_list_whatever_is_scheduled_and_taken() => Seeds.ForAll(300, seed =>
    {
        var random = new RandomStreams((ulong)seed).Stream("queue");
        var (queue, reference) = (new EventQueue<long>(), new SortedSet<(long When, long Order)>());
        var (spread, eagerness) = (1 + random.Below(50), random.Unit());
        for (var step = 0L; step < 400; step++)
        {
            if (random.Bernoulli(eagerness))
            {
                var when = queue.Now.Ticks + random.Below(spread);
                queue.Schedule(new Instant(when), step);
                reference.Add((when, step));
            }
            else if (random.Bernoulli(0.2))
            {
                Assert.Equal(reference.Count > 0, queue.TryPeek(out var ahead));
                Assert.True(reference.Count == 0 || reference.Min.When == ahead.Ticks);
            }
            else
            {
                Assert.Equal(reference.Count > 0, queue.TryNext(out var when, out var e));
                Assert.True(reference.Count == 0 || reference.Min == (when.Ticks, e));
                reference.Remove(reference.Min);
            }

            Assert.Equal(reference.Count, queue.Count);
        }

        Assert.Equal(reference.Select(r => (r.When, r.Order)), Rest(queue));
    });

    [Fact]
    public void It_allocates_nothing_once_it_has_grown()
    {
        var queue = new EventQueue<(int, int, long)>();
        for (var i = 0; i < 30; i++)
        {
            queue.Schedule(new Instant(i), default);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
        {
            queue.TryNext(out var when, out var e);
            queue.Schedule(when + new TimeSpan(i % 37), e);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void It_does_not_hold_on_to_events_that_have_happened()
    {
        var queue = new EventQueue<object>();
        var weak = ScheduleOneAndTakeIt(queue);
        GC.Collect();

        Assert.False(weak.IsAlive);
        GC.KeepAlive(queue);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference ScheduleOneAndTakeIt(EventQueue<object> queue)
    {
        var e = new object();
        queue.Schedule(new Instant(1), e);
        queue.TryNext(out _, out _);
        return new WeakReference(e);
    }

    private static List<(long When, TEvent Event)> Rest<TEvent>(EventQueue<TEvent> queue)
    {
        var rest = new List<(long, TEvent)>();
        while (queue.TryNext(out var when, out var e))
        {
            rest.Add((when.Ticks, e));
        }

        return rest;
    }
}
