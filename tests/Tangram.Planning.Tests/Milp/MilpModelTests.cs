using Tangram.Planning.Milp;

namespace Tangram.Planning.Tests.Milp;

/// <summary>A model that exists is well formed.</summary>
public sealed class MilpModelTests
{
    private static readonly MilpColumn[] Columns = [new("x", 0, 1, true), new("y", double.NegativeInfinity, double.PositiveInfinity, false)];

    [Theory]
    [InlineData("r: names column 2, which is there already or not at all; there are 2", 2, 1.0, 0.0, 1.0)]
    [InlineData("r: names column 0, which is there already or not at all; there are 2", 0, 1.0, 0.0, 1.0)]
    [InlineData("r: multiplies column 1 by NaN", 1, double.NaN, 0.0, 1.0)]
    [InlineData("r: from 2 to 1 holds no number", 1, 1.0, 2.0, 1.0)]
    [InlineData("r: from NaN to 1 holds no number", 1, 1.0, double.NaN, 1.0)]
    public void What_a_solver_would_stumble_over_is_refused(string message, int column, double coefficient, double lower, double upper)
    {
        var row = new MilpRow("r", [new MilpTerm(0, 1), new MilpTerm(column, coefficient)], lower, upper);

        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new MilpModel(Columns, [row], [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_are_above_zero_and_gaps_no_less()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MilpLimits(TimeSpan.Zero, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MilpLimits(TimeSpan.FromSeconds(1), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MilpLimits(TimeSpan.FromSeconds(1), double.NaN));
    }
}
