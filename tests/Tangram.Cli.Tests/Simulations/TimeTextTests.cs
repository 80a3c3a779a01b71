using Tangram.Cli.Simulations;

namespace Tangram.Cli.Tests.Simulations;

/// <summary>Times as users write and read them.</summary>
public sealed class TimeTextTests
{
    [Theory]
    [InlineData("90", 90)]
    [InlineData("1.5", 1.5)]
    [InlineData("250ms", 0.25)]
    [InlineData("10m", 600)]
    [InlineData("1h", 3600)]
    [InlineData("2d", 172800)]
    public void A_time_is_seconds_or_has_its_unit_behind(string text, double seconds)
    {
        Assert.True(TimeText.TryParse(text, out var time));
        Assert.Equal(seconds, time.TotalSeconds, 1e-9);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ms")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("1w")]
    [InlineData("1e30")]
    [InlineData("4000d")]
    public void Other_text_is_no_time(string text) => Assert.False(TimeText.TryParse(text, out _));

    [Theory]
    [InlineData(0.25, "250 ms")]
    [InlineData(60, "60 s")]
    [InlineData(600, "10 min")]
    [InlineData(86400, "24 h")]
    [InlineData(864000, "10 days")]
    public void A_time_is_written_shortly(double seconds, string text) => Assert.Equal(text, TimeText.Write(TimeSpan.FromSeconds(seconds)));
}
