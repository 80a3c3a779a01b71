using Tangram.Core.Time;
using Tangram.Prediction.Signals;
using Tangram.Prediction.Tracking;

namespace Tangram.Prediction.Tests.Tracking;

public sealed class ColocationTrackerTests
{
    private readonly Neighbours _beside = new();

    [Fact]
    public void A_batch_about_to_start_is_told_what_runs_and_for_how_long_as_expected()
    {
        var tracker = new ColocationTracker(slots: 4);
        tracker.Start(0, Runner("a"), At(0), At(150));
        tracker.Start(1, Runner("b"), At(50), At(1000));
        tracker.Start(2, Runner("c"), At(60), At(90));

        tracker.Expect(At(100), At(200), _beside);

        Assert.Equal(["a", "b", "c"], Variants());
        Assert.Equal([new Presence(0, 0.5, 0.5), new Presence(0, 1, 1), new Presence(0, 0, 0)], _beside.Presences.ToArray());
        Assert.Equal(3, tracker.Running);
    }

    [Fact]
    public void A_batch_that_ended_is_told_to_the_tick_who_was_there()
    {
        var tracker = new ColocationTracker(slots: 3);
        tracker.Start(0, Runner("before"), At(0), At(140));
        tracker.Start(1, Runner("own"), At(100), At(180));
        tracker.End(0, At(150), _beside);
        tracker.Start(2, Runner("within"), At(160), At(170));
        tracker.End(2, At(175), _beside);
        tracker.Start(0, Runner("after"), At(190), At(500));

        tracker.End(1, At(300), _beside);

        Assert.Equal(["before", "within", "after"], Variants());
        Assert.Equal([new Presence(0, 0.25, 0.5), new Presence(0.3, 0.375, 0), new Presence(0.45, 1, 0)], _beside.Presences.ToArray());
        tracker.End(0, At(400), _beside);
        Assert.Equal(["own"], Variants());
        Assert.Equal(new Presence(0, 110 / 210.0, 0), _beside.Presences[0]);
        Assert.Equal(0, tracker.Running);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_batch_does_not_overlap_one_that_starts_as_it_ends(bool startFirst)
    {
        var tracker = new ColocationTracker(slots: 2);
        tracker.Start(0, Runner("a"), At(0), At(10));
        if (startFirst)
        {
            tracker.Start(1, Runner("b"), At(10), At(20));
            tracker.End(0, At(10), _beside);
            Assert.Empty(Variants());
        }
        else
        {
            tracker.End(0, At(10), _beside);
            tracker.Start(1, Runner("b"), At(10), At(20));
        }

        tracker.End(1, At(20), _beside);

        Assert.Empty(Variants());
    }

    [Fact]
    public void A_batch_that_takes_no_time_had_beside_it_what_ran_then()
    {
        var tracker = new ColocationTracker(slots: 2);
        tracker.Start(0, Runner("a"), At(0), At(10));
        tracker.Expect(At(5), At(5), _beside);
        Assert.Equal(new Presence(0, 1, 1), _beside.Presences[0]);
        tracker.Start(1, Runner("b"), At(5), At(5));

        tracker.End(1, At(5), _beside);

        Assert.Equal(new Presence(0, 1, 1), _beside.Presences[0]);
    }

    [Fact]
    public void Overlaps_of_more_co_runners_than_are_kept_still_add_up()
    {
        var tracker = new ColocationTracker(slots: 2, mostKept: 4);
        tracker.Start(0, Runner("long"), At(0), At(1000));
        for (var i = 0; i < 100; i++)
        {
            tracker.Start(1, Runner(i % 2 == 0 ? "even" : "odd"), At(10 * i), At((10 * i) + 5));
            tracker.End(1, At((10 * i) + 5), _beside);
            Assert.Equal(new Presence(0, 1, 1), Assert.Single(_beside.Presences.ToArray()));
        }

        tracker.End(0, At(1000), _beside);

        Assert.Equal(4, _beside.Count);
        Assert.Equal(0.5, _beside.Presences.ToArray().Sum(p => p.Overlap), 1e-9);
        Assert.Equal(0, tracker.LeftOut);
    }

    [Fact]
    public void Of_variants_that_nothing_can_be_joined_to_the_oldest_is_left_out_and_counted()
    {
        var tracker = new ColocationTracker(slots: 2, mostKept: 4);
        tracker.Start(0, Runner("long"), At(0), At(100));
        for (var i = 0; i < 7; i++)
        {
            tracker.Start(1, Runner($"v{i}"), At(10 * i), At((10 * i) + 5));
            tracker.End(1, At((10 * i) + 5), _beside);
        }

        tracker.End(0, At(100), _beside);

        Assert.Equal(["v3", "v4", "v5", "v6"], Variants());
        Assert.Equal(3, tracker.LeftOut);
    }

    [Fact]
    public void Random_schedules_agree_with_who_overlaps_whom()
    {
        const int slots = 5;
        var random = new Random(2);
        var tracker = new ColocationTracker(slots, mostKept: 1000);
        var room = new Neighbours(1000);
        var running = new (long Start, string Variant)?[slots];
        var all = new List<(long Start, long End, string Variant)>();
        var told = new Dictionary<string, List<(string, double)>>();
        var now = 0L;
        for (var step = 0; step < 2000; step++)
        {
            now += random.Next(4);
            var slot = random.Next(slots);
            if (running[slot] is { } ending)
            {
                tracker.End(slot, At(now), room);
                all.Add((ending.Start, now, ending.Variant));
                told[ending.Variant] = [.. room.Runners.ToArray().Zip(room.Presences.ToArray(), (r, p) => (r.Signature.Variant, p.Overlap * (now - ending.Start)))];
                running[slot] = null;
            }
            else
            {
                running[slot] = (now, $"b{step}");
                tracker.Start(slot, Runner($"b{step}"), At(now), At(now + 3));
            }
        }

        all.AddRange(running.Where(r => r is not null).Select(r => (r!.Value.Start, now + 1, r.Value.Variant)));
        foreach (var (start, end, variant) in all.Where(b => b.End > b.Start && told.ContainsKey(b.Variant)))
        {
            var expected = all.Where(o => o.Variant != variant && Math.Min(o.End, end) > Math.Max(o.Start, start))
                .Select(o => (o.Variant, (double)(Math.Min(o.End, end) - Math.Max(o.Start, start)))).OrderBy(o => o.Variant);
            Assert.Equal(expected, told[variant].Select(t => (t.Item1, Math.Round(t.Item2, 6))).OrderBy(t => t.Item1));
        }
    }

    [Fact]
    public void A_slot_runs_one_batch_at_a_time()
    {
        var tracker = new ColocationTracker(slots: 2);
        tracker.Start(0, Runner("a"), At(0), At(10));

        Assert.Throws<InvalidOperationException>(() => tracker.Start(0, Runner("b"), At(1), At(10)));
        Assert.Throws<InvalidOperationException>(() => tracker.End(1, At(1), _beside));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ColocationTracker(slots: 8, mostKept: 7));
    }

    [Fact]
    public void Following_batches_allocates_nothing()
    {
        var tracker = new ColocationTracker(slots: 7, mostKept: 16);
        var signal = SignalCatalog.Signals.Create("ewma");
        Runner[] runners = [Runner("a"), Runner("b"), Runner("c")];
        var sum = Round(tracker, signal, runners, 0);

        var before = GC.GetAllocatedBytesForCurrentThread();
        sum += Round(tracker, signal, runners, 10_000);
        var after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(0, after - before);
        Assert.True(sum > 0);
    }

    private static Runner Runner(string variant) => new(new Signature(variant, 0.5, 0.5), 1, 1);

    private static Instant At(long ticks) => new(ticks);

    private double Round(ColocationTracker tracker, IColocationSignal signal, Runner[] runners, long from)
    {
        var sum = 0.0;
        for (var i = 0; i < 1000; i++)
        {
            var slot = i * 5 % 7;
            if (i >= 7)
            {
                tracker.End(slot, At(from + i), _beside);
                foreach (var other in _beside.Weigh(runners[0], signal).Beside)
                {
                    sum += other.Weight;
                }
            }

            tracker.Expect(At(from + i), At(from + i + 6), _beside);
            tracker.Start(slot, runners[i % 3], At(from + i), At(from + i + 6));
        }

        for (var slot = 0; slot < 7; slot++)
        {
            tracker.End(slot, At(from + 1000), _beside);
        }

        return sum;
    }

    private string[] Variants() => [.. _beside.Runners.ToArray().Select(r => r.Signature.Variant)];
}
