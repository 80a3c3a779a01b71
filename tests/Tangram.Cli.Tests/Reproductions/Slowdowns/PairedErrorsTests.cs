using Tangram.Cli.Reproductions.Slowdowns;

namespace Tangram.Cli.Tests.Reproductions.Slowdowns;

public sealed class PairedErrorsTests
{
    [Fact]
    public void What_is_always_a_little_worse_is_told_apart_however_much_both_vary()
    {
        double[] second = [.. Enumerable.Range(0, 100).Select(i => i % 10 / 10.0)];

        Assert.True(PairedErrors.Of([.. second.Select(e => e + 0.01)], second)!.IsMore);
        Assert.False(PairedErrors.Of(second, [.. second.Select(e => e + 0.01)])!.IsMore);
    }

    [Fact]
    public void What_is_now_better_and_now_worse_is_not() =>
        Assert.Null(PairedErrors.Of([.. Enumerable.Range(0, 100).Select(i => i % 2 * 0.5)], [.. Enumerable.Range(0, 100).Select(i => (i + 1) % 2 * 0.5)])!.IsMore);

    [Fact]
    public void What_nobody_would_notice_is_not() => Assert.Null(PairedErrors.Of([0.2001, 0.2001, 0.2001], [0.2, 0.2, 0.2])!.IsMore);

    [Fact]
    public void A_single_batch_says_nothing() => Assert.Null(PairedErrors.Of([0.2], [0.1]));
}
