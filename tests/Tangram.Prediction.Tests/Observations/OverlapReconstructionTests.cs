using Tangram.Core.Time;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Tests.Observations;

public sealed class OverlapReconstructionTests
{
    [Fact]
    public void A_batch_with_nothing_beside_it_ran_alone()
    {
        var only = Assert.Single(OverlapReconstruction.Of([Ran("a", 5, 15, solo: 8)]));

        Assert.Empty(only.Beside);
        Assert.Equal(("a", 8, 10, 0.005, 1.25), (only.Batch, only.SoloMilliseconds, only.LatencyMilliseconds, only.StartedSeconds, only.Slowdown));
    }

    [Fact]
    public void Two_that_run_partly_together_each_see_the_other_for_a_share_of_their_own_life()
    {
        var (a, b) = Two(Ran("a", 0, 10), Ran("b", 6, 26));

        Assert.Equal(new Presence(0.6, 1, 0), Only(a, "b"));
        Assert.Equal((0, 0.2), (Only(b, "a").From, Only(b, "a").To));
    }

    [Fact]
    public void One_that_lies_within_another_is_there_for_all_of_its_own_life()
    {
        var (outer, inner) = Two(Ran("outer", 0, 100), Ran("inner", 25, 50));

        Assert.Equal((0.25, 0.5, 0.25), (Only(outer, "inner").From, Only(outer, "inner").To, Only(outer, "inner").Overlap));
        Assert.Equal(1, Only(inner, "outer").Overlap);
    }

    [Fact]
    public void Batches_that_only_touch_did_not_run_together()
    {
        var (a, b) = Two(Ran("a", 0, 10), Ran("b", 10, 20));

        Assert.Empty(a.Beside);
        Assert.Empty(b.Beside);
    }

    [Fact]
    public void Co_runners_are_in_the_order_in_which_they_came()
    {
        var observed = OverlapReconstruction.Of([Ran("late", 40, 90), Ran("own", 10, 60), Ran("early", 0, 20), Ran("middle", 30, 35)]);

        Assert.Equal(["early", "own", "middle", "late"], observed.Select(o => o.Batch));
        Assert.Equal(["early", "middle", "late"], observed[1].Beside.Select(b => b.Runner.Signature.Variant));
        Assert.Equal([(0, 0.2), (0.4, 0.5), (0.6, 1)], observed[1].Beside.Select(b => (b.Presence.From, b.Presence.To)));
    }

    [Fact]
    public void At_the_start_a_co_runner_is_expected_for_what_is_left_of_its_latency_alone()
    {
        // When b starts, a has run for 6 ms of the 8 that it takes alone: 2 ms are left of b's own 4.
        var (_, b) = Two(Ran("a", 0, 12, solo: 8), Ran("b", 6, 16, solo: 4));

        Assert.Equal(new Presence(0, 0.6, 0.5), Only(b, "a"));
    }

    [Fact]
    public void Who_is_late_already_is_expected_to_be_gone_and_who_outlasts_the_batch_to_stay()
    {
        var (_, late) = Two(Ran("a", 0, 12, solo: 5), Ran("b", 6, 16, solo: 4));
        var (_, lasting) = Two(Ran("a", 0, 120, solo: 100), Ran("b", 6, 16, solo: 4));

        Assert.Equal(0, Only(late, "a").Expected);
        Assert.Equal(1, Only(lasting, "a").Expected);
    }

    [Fact]
    public void Who_comes_later_was_not_expected()
    {
        var (a, _) = Two(Ran("a", 0, 10), Ran("b", 1, 9));

        Assert.Equal(0, Only(a, "b").Expected);
    }

    [Fact]
    public void Of_two_that_start_at_one_instant_each_found_the_other_running()
    {
        var (a, b) = Two(Ran("a", 0, 10, solo: 10), Ran("b", 0, 5, solo: 5));

        Assert.Equal(new Presence(0, 0.5, 0.5), Only(a, "b"));
        Assert.Equal(new Presence(0, 1, 1), Only(b, "a"));
    }

    [Fact]
    public void A_batch_that_ends_no_later_than_it_starts_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => OverlapReconstruction.Of([Ran("a", 10, 10)]));

        Assert.StartsWith("batch 'a' ends no later than it starts", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_one_sees_of_another_in_milliseconds_the_other_sees_of_it()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var batches = Enumerable.Range(0, 40).Select(i => (From: random.Next(0, 300), Length: random.Next(1, 60), Name: $"{i}")).Select(b => Ran(b.Name, b.From, b.From + b.Length)).ToList();

            var observed = OverlapReconstruction.Of(batches).ToDictionary(o => o.Batch);

            foreach (var one in batches)
            {
                foreach (var other in batches.Where(o => o != one))
                {
                    // The slow and obvious way.
                    var together = Math.Max(0, (Math.Min(one.Ended.Ticks, other.Ended.Ticks) - Math.Max(one.Started.Ticks, other.Started.Ticks)) / (double)TimeSpan.TicksPerMillisecond);
                    Assert.Equal(together, Together(observed[one.Batch], other.Batch), 1e-9);
                }
            }

            Assert.All(observed.Values.SelectMany(o => o.Beside), b => Assert.True(b.Presence is { From: >= 0, Expected: >= 0 and <= 1 } && b.Presence.From < b.Presence.To && b.Presence.To <= 1));
        }
    }

    private static double Together(Observation own, string other) =>
        own.Beside.Where(b => b.Runner.Signature.Variant == other).Sum(b => b.Presence.Overlap) * own.LatencyMilliseconds;

    private static (Observation First, Observation Second) Two(RecordedBatch first, RecordedBatch second)
    {
        var observed = OverlapReconstruction.Of([first, second]);
        return (observed.Single(o => o.Batch == first.Batch), observed.Single(o => o.Batch == second.Batch));
    }

    private static Presence Only(Observation observation, string other)
    {
        var beside = Assert.Single(observation.Beside);
        Assert.Equal(other, beside.Runner.Signature.Variant);
        return beside.Presence;
    }

    private static RecordedBatch Ran(string name, int from, int to, double solo = 10) =>
        new(name, new Runner(new Signature(name, 0.1, 0.2), 1, 0.5), solo, Ms(from), Ms(to));

    private static Instant Ms(int milliseconds) => Instant.Start + TimeSpan.FromMilliseconds(milliseconds);
}
