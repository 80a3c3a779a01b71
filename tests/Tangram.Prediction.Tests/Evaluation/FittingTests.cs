using Tangram.Core.Files;
using Tangram.Prediction.Evaluation;
using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Tests.Evaluation;

public sealed class FittingTests
{
    [Fact]
    public void It_teaches_every_observation_in_order_and_says_how_wrong_what_was_learned_is_on_them()
    {
        var predictor = new LastSlowdown(learnsOnline: false);

        // It knows the last, 4, in the end: wrong by 3, 1 and 0 of six.
        var error = Fitting.Run(predictor, new OverlapSignal(), Batches.Many(6, i => Batches.Of(i, 1 << (i / 2))), progress: null, TestContext.Current.CancellationToken);

        Assert.Equal(6, predictor.Observed);
        Assert.Equal((3.0 + 3 + 1 + 1) / 6, error, 1e-12);
    }

    [Fact]
    public void Too_few_are_refused() =>
        Assert.Equal("holds 5 batches; at least 6 are needed to fit a model", Assert.Throws<InvalidFileException>(() => Fitting.Run(new LastSlowdown(learnsOnline: true), new OverlapSignal(), Batches.Many(5, i => Batches.Of(i, 1)), progress: null, TestContext.Current.CancellationToken)).Message);
}
