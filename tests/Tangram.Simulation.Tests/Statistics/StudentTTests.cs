using Tangram.Simulation.Statistics;

namespace Tangram.Simulation.Tests.Statistics;

public sealed class StudentTTests
{
    // From the incomplete beta function at 40 digits; the first rows are those of every textbook.
    [Theory]
    [InlineData(1, 0.975, 12.7062047361747)]
    [InlineData(2, 0.975, 4.302652729749464)]
    [InlineData(3, 0.975, 3.18244630528371)]
    [InlineData(4, 0.99, 3.746947387979197)]
    [InlineData(5, 0.6, 0.2671808657041451)]
    [InlineData(5, 0.999999, 24.77102972051594)]
    [InlineData(7, 0.9, 1.414923927650508)]
    [InlineData(10, 0.975, 2.228138851986275)]
    [InlineData(30, 0.995, 2.749995653567225)]
    [InlineData(39, 0.975, 2.022690920036761)]
    [InlineData(399, 0.975, 1.965927295920882)]
    [InlineData(399, 0.999999, 4.824614353009555)]
    [InlineData(400, 0.975, 1.965912343229463)]
    [InlineData(400, 0.999999, 4.824434071463169)]
    [InlineData(1000, 0.9995, 3.300282648423913)]
    public void Quantiles_are_those_of_the_tables(long degrees, double probability, double expected)
    {
        Assert.Equal(expected, StudentT.Quantile(degrees, probability), 1e-6 * Math.Max(1, expected));
        Assert.Equal(-expected, StudentT.Quantile(degrees, 1 - probability), 1e-6 * Math.Max(1, expected));
    }

    [Theory]
    [InlineData(0.6, 0.2533471031357998)]
    [InlineData(0.975, 1.9599639845400536)]
    [InlineData(0.999, 3.090232306167813)]
    [InlineData(0.0001, -3.71901648545568)]
    [InlineData(1e-12, -7.034483825301132)]
    [InlineData(1e-100, -21.27345356096532)]
    public void With_many_degrees_of_freedom_they_are_the_normal_distributions(double probability, double expected)
    {
        Assert.Equal(expected, StandardNormal.Quantile(probability), 1e-12);
        Assert.Equal(expected, StudentT.Quantile(1_000_000_000_000, probability), 1e-8);
    }

    [Fact]
    public void They_fall_with_the_degrees_and_rise_with_the_probability()
    {
        foreach (var degrees in Enumerable.Range(1, 1000))
        {
            Assert.True(StudentT.Quantile(degrees, 0.95) > StudentT.Quantile(degrees + 1, 0.95));
            Assert.True(StudentT.Quantile(degrees, 0.95) < StudentT.Quantile(degrees, 0.96));
        }
    }

    [Fact]
    public void The_middle_is_0() => Assert.Equal(0, StudentT.Quantile(5, 0.5));

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(3, 0)]
    [InlineData(3, 1)]
    [InlineData(3, double.NaN)]
    public void What_has_no_quantile_is_refused(long degrees, double probability) => Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(degrees, probability));
}
