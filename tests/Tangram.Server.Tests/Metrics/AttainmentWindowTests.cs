using Tangram.Server.Metrics;

namespace Tangram.Server.Tests.Metrics;

public sealed class AttainmentWindowTests
{
    [Fact]
    public void Only_the_last_minute_counts()
    {
        var window = new AttainmentWindow();
        window.Add(100, isInTime: false);
        window.Add(130, isInTime: true);
        window.Add(130, isInTime: true);
        window.Add(159, isInTime: false);

        Assert.Equal(0.5, window.At(159));
        Assert.Equal(2.0 / 3, window.At(160)!.Value, 12);
        Assert.Equal(0, window.At(190));
        Assert.Null(window.At(300));
    }

    [Fact]
    public void A_second_that_comes_round_again_begins_anew()
    {
        var window = new AttainmentWindow();
        window.Add(10, isInTime: false);
        window.Add(70, isInTime: true);

        Assert.Equal(1, window.At(70));
    }
}
