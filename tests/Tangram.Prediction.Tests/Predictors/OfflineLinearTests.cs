using Tangram.Prediction.Predictors;
using Tangram.Prediction.Tests.Worlds;

namespace Tangram.Prediction.Tests.Predictors;

public sealed class OfflineLinearTests
{
    private static readonly Runner Own = new(new Signature("own", 0.4, 0.2), 1, 1);
    private static readonly Runner Light = new(new Signature("light", 0.1, 0.1), 1, 1);
    private static readonly Runner Heavy = new(new Signature("heavy", 0.9, 0.8), 1, 1);

    [Fact]
    public void It_finds_gpulets_coefficients()
    {
        var predictor = Fitted();

        Assert.Equal(0.1129, predictor.Coefficients[0], 0.02);
        Assert.Equal(0.7160, predictor.Coefficients[1], 0.02);
        Assert.Equal(0.3549, predictor.Coefficients[2], 0.02);
        Assert.Equal(0.0882, predictor.Coefficients[3], 0.02);
        Assert.Equal(0.8954, predictor.Coefficients[4], 0.02);
    }

    [Fact]
    public void Of_several_co_runners_the_worst_counts()
    {
        var predictor = Fitted();

        var both = predictor.Predict(new Colocation(Own, [new CoRunner(Light, 1), new CoRunner(Heavy, 1)]));

        Assert.Equal(predictor.Predict(new Colocation(Own, [new CoRunner(Heavy, 1)])), both);
        Assert.True(both > predictor.Predict(new Colocation(Own, [new CoRunner(Light, 1)])));
    }

    [Fact]
    public void A_batch_alone_is_not_slowed_down_and_none_is_sped_up()
    {
        var predictor = new OfflineLinear();
        predictor.Observe(new Colocation(Own, [new CoRunner(Heavy, 1)]), 0.5);

        Assert.Equal(1, predictor.Predict(new Colocation(Own, [])));
        Assert.Equal(1, predictor.Predict(new Colocation(Own, [new CoRunner(Heavy, 0)])));
        Assert.Equal(1, predictor.Predict(new Colocation(Own, [new CoRunner(Heavy, 1)])));
    }

    [Fact]
    public void Before_there_was_a_row_nothing_slows_down() => Assert.Equal(1, new OfflineLinear().Predict(new Colocation(Own, [new CoRunner(Heavy, 1)])));

    [Fact]
    public void A_row_with_several_co_runners_is_put_down_to_the_one_that_takes_most()
    {
        var (several, one) = (new OfflineLinear(), new OfflineLinear());
        foreach (var weight in (double[])[0.25, 0.5, 0.75, 1])
        {
            several.Observe(new Colocation(Own, [new CoRunner(Light, 1), new CoRunner(Heavy, weight)]), 1 + weight);
            one.Observe(new Colocation(Own, [new CoRunner(Heavy, weight)]), 1 + weight);
        }

        Assert.Equal(one.Coefficients, several.Coefficients);
    }

    [Fact]
    public void A_single_kind_of_row_is_answered_as_it_was()
    {
        var predictor = new OfflineLinear();
        predictor.Observe(new Colocation(Own, [new CoRunner(Heavy, 1)]), 1.7);

        Assert.Equal(1.7, predictor.Predict(new Colocation(Own, [new CoRunner(Heavy, 1)])), 1e-6);
    }

    private static OfflineLinear Fitted()
    {
        var predictor = new OfflineLinear();
        foreach (var row in new World(1, WorldKind.Linear).Take(20_000))
        {
            predictor.Observe(row.Colocation, row.Slowdown);
        }

        return predictor;
    }
}
