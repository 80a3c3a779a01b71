using Tangram.Core.Time;
using Tangram.Prediction.Bounds;
using Tangram.Prediction.Predictors;
using Tangram.Prediction.Serving;
using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Tests.Serving;

/// <summary>Two devices: two segments on the first, one of them with two processes, and one on the second. Alone a batch of one takes 10 ms.</summary>
public sealed class ForesightTests
{
    private static readonly Signature Small = new("small", 0.2, 0.4);
    private static readonly Signature Large = new("large", 0.5, 0.5);

    private readonly Foresight _foresight = new(
        [Segment(0, Small, processes: 2), Segment(0, Large), Segment(1, Large)], new SlowdownBound(new OfDram(), 0.9), new OverlapSignal());

    [Fact]
    public void A_batch_is_foretold_what_runs_beside_it_for_as_long_as_that_is_expected_to()
    {
        _foresight.Start(Ms(0), 1, 0, batch: 1);

        // At 5 ms half of the other is left, of 20 ms that a full batch of two takes here: a quarter of 0.5.
        Assert.Equal(1 + (0.25 * 0.5), _foresight.Of(Ms(5), 0).Expected, 1e-12);
        Assert.Equal(1, _foresight.Of(Ms(5), 2).Expected, 1e-12);
    }

    [Fact]
    public void A_segment_whose_processes_are_all_busy_does_not_disturb_its_own_next_batch()
    {
        _foresight.Start(Ms(0), 1, 0, batch: 1);

        Assert.Equal(1, _foresight.Of(Ms(5), 1).Expected, 1e-12);
    }

    [Fact]
    public void A_start_or_an_end_has_the_device_s_segments_looked_at_and_no_others()
    {
        _foresight.Start(Ms(0), 1, 0, batch: 1);
        Assert.Equal([0, 1], _foresight.Changed);

        _foresight.TakeChanged();
        Assert.Empty(_foresight.Changed);

        _foresight.End(Ms(10), 1, 0, Ms(0), Ms(10));
        Assert.Equal([0, 1], _foresight.Changed);
    }

    [Fact]
    public void What_has_been_learned_counts_for_every_segment_from_then_on()
    {
        _foresight.Use(new SlowdownBound(new NoSlowdown(), 0.9));

        Assert.Equal([0, 1, 2], _foresight.Changed);
        _foresight.Start(Ms(0), 1, 0, batch: 1);
        Assert.Equal(1, _foresight.Of(Ms(0), 0).Expected);
    }

    [Fact]
    public void A_batch_is_observed_once_everything_that_ran_beside_it_has_ended()
    {
        _foresight.Start(Ms(0), 0, 0, batch: 2);
        _foresight.Start(Ms(10), 1, 0, batch: 1);
        _foresight.End(Ms(30), 0, 0, Ms(0), Ms(30));
        Assert.False(_foresight.TryTakeFinished(out _));

        _foresight.End(Ms(50), 1, 0, Ms(10), Ms(50));
        Assert.True(_foresight.TryTakeFinished(out var first));
        Assert.True(_foresight.TryTakeFinished(out var second));
        Assert.False(_foresight.TryTakeFinished(out _));

        Assert.Equal((Small, 2, 20.0, 30.0), (first.Observation.Own.Signature, first.Observation.Own.Batch, first.Observation.SoloMilliseconds, first.Observation.LatencyMilliseconds));
        Assert.Equal(new Presence(1.0 / 3, 1, 0), Assert.Single(first.Observation.Beside).Presence);
        Assert.Equal(1, first.Forecast.Expected, 1e-12);
        Assert.Equal((0.0, 0.5), (Assert.Single(second.Observation.Beside).Presence.From, second.Observation.Beside[0].Presence.To));
        Assert.Equal(4, second.Observation.Slowdown);
    }

    [Fact]
    public void Ends_told_late_do_not_change_who_overlapped_whom()
    {
        // The worker was through at 12, when nothing else ran yet; the news comes at 20.
        _foresight.Start(Ms(0), 0, 0, batch: 1);
        _foresight.Start(Ms(15), 1, 0, batch: 1);
        _foresight.End(Ms(20), 0, 0, Ms(1), Ms(12));
        Assert.True(_foresight.TryTakeFinished(out var first));
        _foresight.End(Ms(30), 1, 0, Ms(16), Ms(29));
        Assert.True(_foresight.TryTakeFinished(out var second));

        Assert.Empty(first.Observation.Beside);
        Assert.Empty(second.Observation.Beside);
        Assert.Equal((11.0, 13.0), (first.Observation.LatencyMilliseconds, second.Observation.LatencyMilliseconds));
    }

    [Fact]
    public void A_batch_that_came_to_nothing_is_not_observed_but_was_there()
    {
        _foresight.Start(Ms(0), 0, 0, batch: 1);
        _foresight.Start(Ms(0), 1, 0, batch: 1);
        _foresight.Abandon(Ms(5), 1, 0);
        _foresight.End(Ms(10), 0, 0, Ms(0), Ms(10));

        Assert.True(_foresight.TryTakeFinished(out var only));
        Assert.False(_foresight.TryTakeFinished(out _));
        Assert.Equal(0.5, Assert.Single(only.Observation.Beside).Presence.Overlap);
    }

    [Fact]
    public void Under_load_that_never_ends_every_batch_is_observed_and_little_is_held()
    {
        var taken = 0;
        for (var step = 0; step < 20_000; step++)
        {
            var now = Ms(step * 5);
            var (segment, process) = step % 3 == 2 ? (1, 0) : (0, step % 3);
            if (_foresight.IsRunning(segment, process))
            {
                _foresight.End(now, segment, process, Ms((step - 3) * 5), now);
            }

            _foresight.Start(now, segment, process, batch: 1);
            while (_foresight.TryTakeFinished(out var batch))
            {
                taken++;
                Assert.InRange(batch.Observation.Beside.Count, 2, 4);
            }
        }

        Assert.InRange(taken, 19_990, 20_000);
    }

    [Fact]
    public void What_keeps_requests_out_fades_until_a_batch_has_ended()
    {
        var foresight = Slow(factor: 16);
        Assert.Equal(16, foresight.Of(Ms(0), 0).Expected, 1e-9);
        Assert.Equal(16, foresight.Of(Ms(9_000), 0).Expected, 1e-9);

        foresight.Doubt(Ms(10_000));
        foresight.Doubt(Ms(10_900));
        Assert.Equal([16, 4, 2], Expected(foresight, 10_000, 11_000, 12_000));
        Assert.InRange(foresight.Of(Ms(12_000), 0).Bound, 2, 16);
        Assert.Equal(1, Assert.Single(Expected(foresight, 40_000)), 1e-6);

        foresight.Start(Ms(40_000), 0, 0, batch: 1);
        Assert.Equal(1, Assert.Single(Expected(foresight, 40_000)), 1e-6);
        foresight.End(Ms(40_160), 0, 0, Ms(40_000), Ms(40_160));
        Assert.True(foresight.TryTakeFinished(out var batch));

        // What is learned from is what had been foretold in earnest.
        Assert.Equal(16, batch.Forecast.Expected, 1e-9);
        Assert.Equal([16, 16], Expected(foresight, 40_160, 50_000));
    }

    [Fact]
    public void A_batch_that_came_to_nothing_leaves_the_doubt()
    {
        var foresight = Slow(factor: 16);
        foresight.Doubt(Ms(0));
        foresight.Start(Ms(100), 0, 0, batch: 1);
        foresight.Abandon(Ms(200), 0, 0);

        Assert.Equal([4], Expected(foresight, 1_000));
    }

    [Fact]
    public void Only_where_a_forecast_has_faded_further_is_it_looked_at_anew()
    {
        var foresight = Slow(factor: 16);
        foresight.Fade(Ms(5_000));
        Assert.Empty(foresight.Changed);

        foresight.Doubt(Ms(5_000));
        foresight.Fade(Ms(5_200));
        Assert.Empty(foresight.Changed);

        foresight.Fade(Ms(5_250));
        Assert.Equal([0], foresight.Changed);
    }

    private static Foresight Slow(double factor) => new([Segment(0, Small)], new SlowdownBound(new Constantly(factor), 0.9), new OverlapSignal());

    private static double[] Expected(Foresight foresight, params double[] milliseconds) => [.. milliseconds.Select(at =>
    {
        foresight.Fade(Ms(at));
        return Math.Round(foresight.Of(Ms(at), 0).Expected, 9);
    })];

    private static Instant Ms(double milliseconds) => Instant.Start + TimeSpan.FromMilliseconds(milliseconds);

    private static ForeseenSegment Segment(int device, Signature signature, int processes = 1) =>
        new(device, signature, 0.5, processes, [TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20)]);

    /// <summary>Always the same.</summary>
    private sealed class Constantly(double slowdown) : ISlowdownPredictor
    {
        public bool LearnsOnline => false;

        public double Predict(in Colocation colocation) => slowdown;

        public void Observe(in Colocation colocation, double slowdown)
        {
        }

        public ISlowdownPredictor Copy() => this;

        public PredictorState Save() => throw new NotSupportedException("it is for tests");

        public void Restore(PredictorState state) => throw new NotSupportedException("it is for tests");
    }

    /// <summary>The slowdown is 1 and what the others take of the memory bandwidth.</summary>
    private sealed class OfDram : ISlowdownPredictor
    {
        public bool LearnsOnline => false;

        public double Predict(in Colocation colocation)
        {
            var slowdown = 1.0;
            foreach (ref readonly var other in colocation.Beside)
            {
                slowdown += other.Weight * other.Runner.Signature.Dram;
            }

            return slowdown;
        }

        public void Observe(in Colocation colocation, double slowdown)
        {
        }

        public ISlowdownPredictor Copy() => this;

        public PredictorState Save() => throw new NotSupportedException("it is for tests");

        public void Restore(PredictorState state) => throw new NotSupportedException("it is for tests");
    }
}
