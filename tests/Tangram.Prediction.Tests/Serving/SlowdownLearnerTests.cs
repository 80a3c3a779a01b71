using Tangram.Core.Catalogs;
using Tangram.Prediction.Bounds;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Serving;
using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Tests.Serving;

public sealed class SlowdownLearnerTests
{
    private static readonly Runner Own = new(new Signature("own", 0.3, 0.3), 1, 0.5);
    private static readonly Runner Other = new(new Signature("other", 0.6, 0.6), 1, 0.5);

    [Fact]
    public void The_predictor_learns_from_what_really_ran()
    {
        var bound = new SlowdownBound(PredictorCatalog.Predictors.Create("linear-rls", Settings.Empty), 0.9);
        var learner = new SlowdownLearner(bound, new OverlapSignal());
        for (var i = 0; i < 500; i++)
        {
            // Expected to be there all the time, and was for one part or another.
            var overlap = (i % 5) / 4.0;
            learner.Learn(Batch(overlap, 1 + overlap, new SlowdownForecast(2, 3)));
        }

        Assert.Equal(1.5, bound.Predict(new Colocation(Own, [new CoRunner(Other, 0.5)])).Expected, 0.01);
        Assert.Equal(2, bound.Predict(new Colocation(Own, [new CoRunner(Other, 1)])).Expected, 0.01);
    }

    [Fact]
    public void The_bound_learns_from_the_forecast_that_was_given()
    {
        var bound = new SlowdownBound(PredictorCatalog.Predictors.Create("none", Settings.Empty), 0.9);
        var learner = new SlowdownLearner(bound, new OverlapSignal());
        for (var i = 0; i < 1000; i++)
        {
            // Twice what was forecast, whatever would be forecast now; one bound in ten does not hold.
            learner.Learn(Batch(1, 3, new SlowdownForecast(1.5, i % 10 == 0 ? 2.9 : 3.1)));
        }

        Assert.Equal(2, bound.Predict(new Colocation(Own, [new CoRunner(Other, 1)])).Bound, 0.1);
    }

    private static FinishedBatch Batch(double overlap, double slowdown, SlowdownForecast forecast) =>
        new(new Observation("b", Own, 10, 10 * slowdown, [new ObservedCoRunner(Other, new Presence(0, overlap, 1))]), forecast);
}
