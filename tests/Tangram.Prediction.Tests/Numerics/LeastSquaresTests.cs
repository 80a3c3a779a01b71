using Tangram.Prediction.Numerics;

namespace Tangram.Prediction.Tests.Numerics;

public sealed class LeastSquaresTests
{
    [Fact]
    public void Rows_without_noise_give_the_coefficients_that_made_them()
    {
        var random = new Random(5);
        var squares = new LeastSquares(3);
        for (var row = 0; row < 100; row++)
        {
            double[] x = [random.NextDouble(), 1000 * random.NextDouble(), 1];
            squares.Add(x, (0.5 * x[0]) - (0.002 * x[1]) + 3);
        }

        var coefficients = new double[3];
        squares.Solve(coefficients);

        Assert.Equal(0.5, coefficients[0], 1e-9);
        Assert.Equal(-0.002, coefficients[1], 1e-9);
        Assert.Equal(3, coefficients[2], 1e-9);
    }

    [Fact]
    public void Features_that_vary_only_together_share_what_they_explain()
    {
        var squares = new LeastSquares(3);
        for (var row = 0; row < 100; row++)
        {
            squares.Add([0.5, row, 1], 2 + (0.01 * row));
        }

        var coefficients = new double[3];
        squares.Solve(coefficients);

        Assert.Equal(2, (0.5 * coefficients[0]) + coefficients[2], 1e-5);
        Assert.Equal(0.01, coefficients[1], 1e-6);
        Assert.All(coefficients, c => Assert.InRange(c, 0, 2.1));
    }

    [Fact]
    public void A_feature_that_was_always_0_counts_nothing()
    {
        var squares = new LeastSquares(2);
        squares.Add([0, 1], 3);
        squares.Add([0, 1], 5);

        var coefficients = new double[2];
        squares.Solve(coefficients);

        Assert.Equal(0, coefficients[0]);
        Assert.Equal(4, coefficients[1], 1e-12);
    }
}
