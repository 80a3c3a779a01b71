using Tangram.Profiling.Colocations;

namespace Tangram.Profiling.Tests.Colocations;

public sealed class SoloBaselinesTests
{
    [Fact]
    public void The_baseline_is_the_median_of_the_five_runs_alone_that_are_nearest_in_time()
    {
        // A machine that slows down: runs alone of 10, 11, … 29 ms, one every 100 ms.
        var alone = Enumerable.Range(0, 20).Select(i => Ran(i * 100, 10 + i)).ToList();
        var (other, beside) = (Ran(1040, 50, "b"), Ran(1050, 30));

        var solos = new SoloBaselines([.. alone, other, beside]);

        Assert.Equal(20, solos.MillisecondsFor(beside));
    }

    [Fact]
    public void A_run_alone_does_not_count_for_itself()
    {
        var (odd, usual) = (Ran(0, 500), Enumerable.Range(1, 2).Select(i => Ran(i * 1000, 10)).ToList());

        Assert.Equal(10, new SoloBaselines([odd, .. usual]).MillisecondsFor(odd));
    }

    [Fact]
    public void The_only_run_alone_counts_for_itself()
    {
        var only = Ran(0, 7);

        Assert.Equal(7, new SoloBaselines([only]).MillisecondsFor(only));
    }

    [Fact]
    public void Runs_that_touched_another_are_no_baseline()
    {
        var (a, b) = (Ran(0, 50), Ran(49, 50));

        Assert.Null(new SoloBaselines([a, b]).MillisecondsFor(a));
    }

    [Fact]
    public void A_short_run_within_a_long_one_does_not_hide_that_the_long_one_goes_on()
    {
        var (longOne, within, after) = (Ran(0, 100, "long"), Ran(10, 10, "within"), Ran(50, 10));

        Assert.Null(new SoloBaselines([longOne, within, after]).MillisecondsFor(after));
    }

    [Fact]
    public void Other_sizes_and_shares_are_other_baselines()
    {
        var (one, four, whole) = (Ran(0, 10), Ran(100, 40) with { Batch = 4 }, Ran(200, 6) with { Share = 1 });
        var solos = new SoloBaselines([one, four, whole]);

        Assert.Equal((10, 40, 6), (solos.MillisecondsFor(one), solos.MillisecondsFor(four), solos.MillisecondsFor(whole)));
    }

    private static RanBatch Ran(int from, int milliseconds, string variant = "a") => new(variant, 1, 0.5, from * 1_000_000L, (from + milliseconds) * 1_000_000L);
}
