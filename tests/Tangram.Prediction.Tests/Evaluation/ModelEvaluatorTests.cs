using Tangram.Prediction.Evaluation;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Predictors;
using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Tests.Evaluation;

public sealed class ModelEvaluatorTests
{
    [Fact]
    public void Nothing_predicted_where_everything_takes_twice_as_long_is_wrong_by_half()
    {
        var figures = Run(new NoSlowdown(), Batches.Many(40, i => Batches.Of(i, 2, beside: "b")), split: 0.75).Figures;

        Assert.Equal((10, 0.5, 0.5), (figures.Rows, figures.MeanAbsoluteRelativeError, figures.P95AbsoluteRelativeError));
        Assert.Null(figures.UpdatesToConverge);
        Assert.Empty(figures.Learning);
    }

    [Fact]
    public void The_95th_percentile_is_the_smallest_error_that_95_percent_do_not_exceed()
    {
        // Of 20 batches tested on, the errors of `none` are 0 but for one of 0.5 and one of 0.75.
        var figures = Run(new NoSlowdown(), Batches.Many(40, i => Batches.Of(i, i switch { 25 => 2, 30 => 4, _ => 1 })), split: 0.5).Figures;

        Assert.Equal(0.5, figures.P95AbsoluteRelativeError);
        Assert.Equal(1.25 / 20, figures.MeanAbsoluteRelativeError, 1e-12);
    }

    [Fact]
    public void A_bound_calibrated_on_what_is_alike_covers_it_and_its_ratio_is_that_of_the_bound_to_the_latency()
    {
        var figures = Run(new NoSlowdown(), Batches.Many(400, i => Batches.Of(i, 2)), split: 0.75).Figures;

        Assert.Equal(1, figures.Coverage);
        Assert.Equal(1, figures.MeanBoundRatio, 0.05);
    }

    [Fact]
    public void Every_batch_is_predicted_before_it_is_learned_from()
    {
        // 1, 2, 1, 2, …: who learns first predicts every batch exactly, who predicts first is wrong each time.
        var alternating = Batches.Many(40, i => Batches.Of(i, 1 + (i % 2)));

        var figures = Run(new LastSlowdown(learnsOnline: true), alternating, split: 0.5, learnsInTest: true).Figures;

        Assert.Equal(0.75, figures.MeanAbsoluteRelativeError);
        Assert.Equal(20, figures.Rows);
    }

    [Fact]
    public void Nobody_learns_from_the_test_unless_that_is_asked_for()
    {
        var predictor = new LastSlowdown(learnsOnline: true);

        var figures = Run(predictor, Batches.Many(40, i => Batches.Of(i, i < 20 ? 2 : 4)), split: 0.5, learnsInTest: false).Figures;

        Assert.Equal((20, 0.5), (predictor.Observed, figures.MeanAbsoluteRelativeError));
    }

    [Fact]
    public void Who_learns_online_learns_from_the_test_where_that_is_asked_for()
    {
        var predictor = new LastSlowdown(learnsOnline: true);

        var figures = Run(predictor, Batches.Many(40, i => Batches.Of(i, i < 20 ? 2 : 4)), split: 0.5, learnsInTest: true).Figures;

        Assert.Equal((40, 0.5 / 20), (predictor.Observed, figures.MeanAbsoluteRelativeError));
    }

    [Fact]
    public void Who_is_fitted_once_does_not_learn_from_the_test()
    {
        var predictor = new LastSlowdown(learnsOnline: false);

        var figures = Run(predictor, Batches.Many(40, i => Batches.Of(i, i < 20 ? 2 : 4)), split: 0.5, learnsInTest: true).Figures;

        Assert.Equal((20, 0.5), (predictor.Observed, figures.MeanAbsoluteRelativeError));
    }

    [Fact]
    public void All_are_tested_on_the_same_batches_whatever_learns()
    {
        var observations = Batches.Many(40, i => Batches.Of(i, 1 + (i / 100.0)));
        int[] rows = [.. ((bool[])[true, false]).SelectMany(online => ((bool[])[true, false]).Select(learns => Run(new LastSlowdown(online), observations, 0.75, learns).Figures.Rows))];

        Assert.All(rows, r => Assert.Equal(10, r));
    }

    [Fact]
    public void Co_runners_count_as_the_signal_says()
    {
        var predictor = new LastSlowdown(learnsOnline: true);

        Run(predictor, Batches.Many(10, i => Batches.Overlapping(i, 2, "a", 1, ("b", 0.25))), split: 0.6);

        Assert.All(predictor.Weights, w => Assert.Equal(0.25, w));
    }

    [Fact]
    public void What_is_known_only_afterwards_can_be_learned_from()
    {
        var predictor = new LastSlowdown(learnsOnline: true);
        var division = Divisions.Split(Batches.Many(10, i => Batches.Overlapping(i, 2, "a", 1, ("b", 0.25))), 0.6);

        ModelEvaluator.Run(new EvaluationSetup("m", "s", predictor, new StaticSignal(), 0.9, LearnsInTest: true) { LearningSignal = new OverlapSignal() }, division, progress: null, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Repeat(0.25, 10), predictor.Weights);
    }

    [Fact]
    public void One_that_was_fitted_before_and_does_not_learn_online_stays_as_it_is()
    {
        var predictor = new LastSlowdown(learnsOnline: false);
        var division = Divisions.Split(Batches.Many(10, i => Batches.Of(i, 2)), 0.6);

        var figures = ModelEvaluator.Run(new EvaluationSetup("m", "s", predictor, new OverlapSignal(), 0.9, LearnsInTest: true) { IsFitted = true }, division, progress: null, TestContext.Current.CancellationToken).Figures;

        Assert.Equal((0, 0.5), (predictor.Observed, figures.MeanAbsoluteRelativeError));
    }

    [Fact]
    public void Figures_by_pair_batch_and_time_add_up_to_all()
    {
        var observations = Batches.Many(100, i => (i % 4) switch
        {
            0 => Batches.Of(i, 1, "a", 1),
            1 => Batches.Of(i, 2, "a", 2, "b"),
            2 => Batches.Of(i, 4, "b", 8, "b", "b"),
            _ => Batches.Of(i, 2, "b", 8, "a", "b"),
        });

        var figures = Run(new NoSlowdown(), observations, split: 0.5).Figures;

        (string Variant, string? CoVariant, double Error)[] pairs = [("a", null, 0), ("a", "b", 0.5), ("b", "a", 0.5), ("b", "b", 0.625)];
        Assert.Equal(pairs, figures.ByPair.Select(p => (p.Variant, p.CoVariant, Math.Round(p.MeanAbsoluteRelativeError, 3))));
        Assert.Equal([1, 2, 8], figures.ByBatch.Select(b => b.Batch));
        Assert.Equal(50, figures.ByBatch.Sum(b => b.Rows));
        Assert.Equal(20, figures.OverTime.Count);
        Assert.Equal(50, figures.OverTime.Sum(p => p.Rows));
        Assert.Equal(50, figures.OverTime[0].From);
        Assert.Equal(100, figures.OverTime[^1].From + figures.OverTime[^1].Rows);
        Assert.Equal(figures.MeanAbsoluteRelativeError, figures.OverTime.Sum(p => p.Rows * p.MeanAbsoluteRelativeError) / 50, 1e-12);
    }

    [Fact]
    public void A_learner_shows_how_it_learned_and_when_its_error_stayed_near_its_end()
    {
        // Wrong by 0.5 at first and right from then on: the mean falls to 0.5/n, so it is within a tenth of the end's near the end only.
        var figures = Run(new LastSlowdown(learnsOnline: true), Batches.Many(100, i => Batches.Of(i, 2)), split: 0.5, learnsInTest: true).Figures;

        Assert.Equal(90, figures.UpdatesToConverge);
        Assert.Equal(20, figures.Learning.Count);
        Assert.Equal((0, 50), (figures.Learning[0].From, figures.Learning.Sum(p => p.Rows)));
        Assert.All(figures.Learning.Skip(1), p => Assert.Equal(0, p.MeanAbsoluteRelativeError));
    }

    [Fact]
    public void A_constant_error_has_converged_from_the_start()
    {
        var figures = Run(new LastSlowdown(learnsOnline: true), Batches.Many(40, i => Batches.Of(i, 1)), split: 0.5).Figures;

        Assert.Equal(0, figures.UpdatesToConverge);
    }

    [Theory]
    [InlineData(10, 4)]
    [InlineData(8000, 400)]
    public void A_sample_of_predictions_is_evenly_spaced_and_bounded(int count, int sampled)
    {
        var sample = Run(new NoSlowdown(), Batches.Many(count, i => Batches.Of(i, 1 + i)), split: count == 10 ? 0.6 : 0.5).Sample;

        Assert.Equal(sampled, sample.Count);
        Assert.Equal(sample.OrderBy(s => s.Actual), sample);
        Assert.All(sample, s => Assert.Equal(1, s.Predicted));
    }

    [Fact]
    public void It_can_be_broken_off() =>
        Assert.Throws<OperationCanceledException>(() => ModelEvaluator.Run(
            new EvaluationSetup("m", "s", new NoSlowdown(), new OverlapSignal(), 0.9, LearnsInTest: false), Divisions.Split(Batches.Many(10, i => Batches.Of(i, 1)), 0.6), progress: null, new CancellationToken(canceled: true)));

    private static EvaluationResult Run(ISlowdownPredictor predictor, IReadOnlyList<Observation> observations, double split, bool learnsInTest = false) => ModelEvaluator.Run(
        new EvaluationSetup("model", "signal", predictor, new OverlapSignal(), 0.9, learnsInTest), Divisions.Split(observations, split), progress: null, TestContext.Current.CancellationToken);
}
