using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Tests.Signals;

public sealed class SignalTests
{
    // Two from the start, one of which ends at a half; another from a quarter to three quarters.
    private static readonly Presence[] Three = [new(0, 1, 0.9), new(0, 0.5, 0.4), new(0.25, 0.75, 0)];

    [Fact]
    public void Static_counts_what_ran_at_the_start() => Assert.Equal([1, 1, 0], Weights("static", Three));

    [Fact]
    public void Overlap_counts_the_share_of_the_life() => Assert.Equal([1, 0.5, 0.5], Weights("overlap", Three));

    [Fact]
    public void Expected_counts_what_was_known_at_the_start() => Assert.Equal([0.9, 0.4, 0], Weights("expected", Three));

    [Fact]
    public void Ewma_moves_at_each_start_and_finish()
    {
        // Events at 1/4, 1/2 and 3/4. The second is there at the first of them only; the third at the first two.
        Assert.Equal([1, 0.25, 0.375], Weights("ewma:alpha=0.5", Three));
    }

    [Fact]
    public void Ewma_takes_several_events_at_one_instant_as_one()
    {
        Presence[] swap = [new(0, 0.5, 0), new(0.5, 1, 0), new(0.5, 1, 0)];

        var weights = Weights("ewma:alpha=0.3", swap);

        Assert.Equal(0.7, weights[0], 1e-12);
        Assert.Equal(0.3, weights[1], 1e-12);
        Assert.Equal(0.3, weights[2], 1e-12);
    }

    [Fact]
    public void Ewma_that_does_not_move_is_static_and_one_that_moves_fully_is_what_ran_at_the_end()
    {
        Assert.Equal([1, 1, 0], Weights("ewma:alpha=0", Three));
        Assert.Equal([1, 0, 0], Weights("ewma:alpha=1", Three));
    }

    [Fact]
    public void Ewma_agrees_with_moving_step_by_step_however_many_there_are()
    {
        const double alpha = 0.2;
        var random = new Random(1);
        foreach (var count in (int[])[1, 5, 100, 600])
        {
            var presences = Enumerable.Range(0, count).Select(_ => Draw(random)).ToArray();
            var events = presences.SelectMany(p => (double[])[p.From, p.To]).Where(e => e is > 0 and < 1).Distinct().Order().ToList();
            var weights = Weights("ewma:alpha=0.2", presences);
            for (var i = 0; i < count; i++)
            {
                var s = presences[i].From > 0 ? 0.0 : 1.0;
                foreach (var e in events)
                {
                    s = (alpha * (e >= presences[i].From && e < presences[i].To ? 1 : 0)) + ((1 - alpha) * s);
                }

                Assert.Equal(s, weights[i], 1e-9);
            }
        }

        // Twentieths, so that many fall on one instant.
        static Presence Draw(Random random)
        {
            var (a, b) = (random.Next(21) / 20.0, random.Next(21) / 20.0);
            return new Presence(Math.Min(a, b), Math.Max(a, b), 0);
        }
    }

    [Theory]
    [InlineData("static")]
    [InlineData("overlap")]
    [InlineData("expected")]
    [InlineData("ewma")]
    public void Weighing_allocates_nothing(string name)
    {
        var signal = SignalCatalog.Signals.Create(name);
        var weights = new double[Three.Length];
        signal.Weigh(Three, weights);

        var before = GC.GetAllocatedBytesForCurrentThread();
        signal.Weigh(Three, weights);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double[] Weights(string signal, Presence[] presences)
    {
        var weights = new double[presences.Length];
        SignalCatalog.Signals.Create(signal).Weigh(presences, weights);
        return weights;
    }
}
