using Tangram.Cli.Reproductions.Slowdowns;

namespace Tangram.Cli.Tests.Reproductions.Slowdowns;

public sealed class RecoveryTests
{
    [Fact]
    public void The_final_error_is_the_mean_of_the_last_quarter() =>
        Assert.Equal(0.2, Recovery.FinalError([.. Enumerable.Repeat(0.8, 75), .. Enumerable.Repeat(0.2, 25)]), 1e-12);

    [Fact]
    public void An_error_that_falls_at_once_is_near_the_final_one_from_there_on()
    {
        // Two batches of the old error among fifty make the mean 8 % higher, three 12 %.
        double[] errors = [.. Enumerable.Repeat(0.6, 100), .. Enumerable.Repeat(0.2, 900)];

        Assert.Equal(100 - 2, Recovery.Updates(errors, 0.2));
    }

    [Fact]
    public void Who_is_near_from_the_start_needs_no_update() => Assert.Equal(0, Recovery.Updates([.. Enumerable.Repeat(0.21, 500)], 0.2));

    [Fact]
    public void Who_never_comes_near_is_told_apart() => Assert.Null(Recovery.Updates([.. Enumerable.Repeat(0.4, 500)], 0.2));

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Few_batches_are_taken_one_by_one(int count) => Assert.Equal(count - 1, Recovery.Updates([.. Enumerable.Repeat(1.0, count - 1), 0.1], 0.1));
}
