using Tangram.Prediction.Numerics;

namespace Tangram.Prediction.Tests.Numerics;

public sealed class RecursiveLeastSquaresTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(20)]
    public void Without_forgetting_the_weights_are_those_of_least_squares_with_a_ridge_of_one_over_p0(int features)
    {
        const double p0 = 1e4;
        var random = new Random(3);
        var recursive = new RecursiveLeastSquares(features, 1, p0);
        var weights = new double[RecursiveLeastSquares.Padded(features)];
        var squares = new LeastSquares(features);
        for (var i = 0; i < features; i++)
        {
            // The ridge is a row a feature that asks for the weight at the start, 0.
            var ridge = new double[features];
            ridge[i] = Math.Sqrt(1 / p0);
            squares.Add(ridge, 0);
        }

        for (var row = 0; row < 2000; row++)
        {
            var x = Row(random, features);
            var target = 1 + random.NextDouble();
            RecursiveLeastSquares.Step(weights, recursive.Learn(x), target - RecursiveLeastSquares.Dot(weights, x));
            squares.Add(x, target);
        }

        var expected = new double[features];
        squares.Solve(expected);
        for (var i = 0; i < features; i++)
        {
            Assert.Equal(expected[i], weights[i], 1e-8);
        }
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.99)]
    [InlineData(0.999)]
    public void The_covariance_stays_bounded_and_symmetric_and_goes_on_learning_where_rows_do_not_vary(double forgetting)
    {
        const int features = 6;
        var squares = new RecursiveLeastSquares(features, forgetting, 100);
        var weights = new double[RecursiveLeastSquares.Padded(features)];
        var x = new double[weights.Length];
        (x[0], x[2], x[5]) = (0.5, 0.25, 1);
        for (var row = 0; row < 200_000; row++)
        {
            var target = row < 100_000 ? 1.5 : 2.5;
            RecursiveLeastSquares.Step(weights, squares.Learn(x), target - RecursiveLeastSquares.Dot(weights, x));
        }

        var saved = new Dictionary<string, IReadOnlyList<double>>();
        squares.Save(saved);
        var covariance = saved["covariance"];
        Assert.Equal(2.5, RecursiveLeastSquares.Dot(weights, x), 1e-6);
        for (var i = 0; i < features; i++)
        {
            Assert.InRange(covariance[(i * weights.Length) + i], 0, 300);
            for (var j = 0; j < features; j++)
            {
                Assert.Equal(covariance[(j * weights.Length) + i], covariance[(i * weights.Length) + j]);
            }
        }
    }

    [Fact]
    public void What_is_doubted_is_learned_anew_at_once()
    {
        var squares = new RecursiveLeastSquares(1, 1, 1000);
        var weights = new double[RecursiveLeastSquares.Padded(1)];
        var x = new double[weights.Length];
        x[0] = 1;
        for (var row = 0; row < 1000; row++)
        {
            RecursiveLeastSquares.Step(weights, squares.Learn(x), 1 - weights[0]);
        }

        squares.Doubt(1);
        RecursiveLeastSquares.Step(weights, squares.Learn(x), 3 - weights[0]);

        Assert.Equal(3, weights[0], 0.01);
    }

    private static double[] Row(Random random, int features)
    {
        var x = new double[RecursiveLeastSquares.Padded(features)];
        for (var i = 0; i < features; i++)
        {
            x[i] = random.NextDouble();
        }

        return x;
    }
}
