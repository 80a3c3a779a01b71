using Tangram.Prediction.Predictors;

namespace Tangram.Prediction.Tests.Predictors;

/// <summary>What holds for the linear models that learn row by row.</summary>
public sealed class OnlineLinearTests
{
    private static readonly double[] Before = [0.2, 0.7, 0.4, 0.1, 0.9];
    private static readonly double[] After = [-0.3, 0.1, 0.9, 1.2, 1.3];

    [Theory]
    [InlineData("linear-sgd", 0.03)]
    [InlineData("linear-rls", 0.02)]
    public void It_finds_planted_coefficients_and_finds_them_again_after_they_jump(string name, double tolerance)
    {
        var predictor = PredictorCatalog.Predictors.Create(name);
        var random = new Random(11);

        foreach (var planted in (double[][])[Before, After])
        {
            for (var row = 0; row < 5000; row++)
            {
                var (own, other) = (Draw(random), Draw(random));
                predictor.Observe(new Colocation(own, [new CoRunner(other, 1)]), Slowdown(planted, own, other) + (0.02 * (random.NextDouble() - 0.5)));
            }

            for (var probe = 0; probe < 100; probe++)
            {
                var (own, other) = (Draw(random), Draw(random));
                Assert.Equal(Slowdown(planted, own, other), predictor.Predict(new Colocation(own, [new CoRunner(other, 1)])), tolerance);
            }
        }
    }

    [Fact]
    public void Recursive_least_squares_shows_the_planted_coefficients_themselves()
    {
        var predictor = new RecursiveLinear();
        var random = new Random(12);
        for (var row = 0; row < 2000; row++)
        {
            var (own, other) = (Draw(random), Draw(random));
            predictor.Observe(new Colocation(own, [new CoRunner(other, 1)]), Slowdown(Before, own, other));
        }

        for (var i = 0; i < Before.Length; i++)
        {
            Assert.Equal(Before[i], predictor.Coefficients[i], 1e-3);
        }
    }

    [Theory]
    [InlineData("linear-sgd")]
    [InlineData("linear-rls")]
    public void Several_co_runners_count_by_the_sum_of_weight_times_utilisation(string name)
    {
        var predictor = PredictorCatalog.Predictors.Create(name);
        var random = new Random(13);
        for (var row = 0; row < 5000; row++)
        {
            var (own, other) = (Draw(random), Draw(random));
            predictor.Observe(new Colocation(own, [new CoRunner(other, 1)]), Slowdown(Before, own, other));
        }

        var (mine, a, b) = (Draw(random), new Runner(new Signature("a", 0.4, 0.2), 1, 1), new Runner(new Signature("b", 0.4, 0.6), 1, 1));
        var together = new Runner(new Signature("c", 0.4, 0.4), 1, 1);

        Assert.Equal(
            predictor.Predict(new Colocation(mine, [new CoRunner(together, 1)])),
            predictor.Predict(new Colocation(mine, [new CoRunner(a, 0.5), new CoRunner(b, 0.5)])),
            1e-9);
    }

    [Theory]
    [InlineData("linear-sgd")]
    [InlineData("linear-rls")]
    public void Before_the_first_row_nothing_slows_down(string name)
    {
        var random = new Random(14);

        Assert.Equal(1, PredictorCatalog.Predictors.Create(name).Predict(new Colocation(Draw(random), [new CoRunner(Draw(random), 1)])));
    }

    private static Runner Draw(Random random) => new(new Signature("v", random.NextDouble(), random.NextDouble()), 1, 1);

    private static double Slowdown(double[] planted, Runner own, Runner other) =>
        (planted[0] * own.Signature.L2) + (planted[1] * other.Signature.L2) + (planted[2] * own.Signature.Dram) + (planted[3] * other.Signature.Dram) + planted[4];
}
