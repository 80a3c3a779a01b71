using Tangram.Prediction.Predictors;

namespace Tangram.Prediction.Tests.Predictors;

public sealed class ConstantSlowdownTests
{
    [Fact]
    public void It_is_1_before_the_first_batch_and_the_mean_from_then_on()
    {
        var predictor = new ConstantSlowdown();
        var any = new Runner(new Signature("v", 0.5, 0.5), 1, 1);

        Assert.Equal(1, predictor.Predict(new Colocation(any, [])));
        predictor.Observe(new Colocation(any, []), 1.5);
        Assert.Equal(1.5, predictor.Predict(new Colocation(any, [])));
        predictor.Observe(new Colocation(any, [new CoRunner(any, 1)]), 2.5);
        Assert.Equal(2, predictor.Predict(new Colocation(any, [])));
    }
}
