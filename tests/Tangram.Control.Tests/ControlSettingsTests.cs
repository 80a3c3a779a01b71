namespace Tangram.Control.Tests;

/// <summary>What a controller may be set to.</summary>
public sealed class ControlSettingsTests
{
    public static TheoryData<string, Func<ControlSettings>> OutOfRange => new()
    {
        { nameof(ControlSettings.Headroom), () => new ControlSettings { Headroom = 0 } },
        { nameof(ControlSettings.NoiseFactor), () => new ControlSettings { NoiseFactor = -1 } },
        { nameof(ControlSettings.MarginShare), () => new ControlSettings { MarginShare = 1 } },
        { nameof(ControlSettings.LowerFraction), () => new ControlSettings { LowerFraction = double.NaN } },
        { nameof(ControlSettings.LeastDemand), () => new ControlSettings { LeastDemand = 0 } },
        { nameof(ControlSettings.ShortestGap), () => new ControlSettings { ShortestGap = TimeSpan.FromSeconds(-1) } },
        { nameof(ControlSettings.Hold), () => new ControlSettings { Hold = TimeSpan.Zero } },
        { nameof(ControlSettings.HoldDoublings), () => new ControlSettings { HoldDoublings = 11 } },
        { nameof(ControlSettings.AttainmentTarget), () => new ControlSettings { AttainmentTarget = 1.5 } },
        { nameof(ControlSettings.AttainmentRequests), () => new ControlSettings { AttainmentRequests = 0 } },
        { nameof(ControlSettings.FanOutBand), () => new ControlSettings { FanOutBand = 0 } },
        { nameof(ControlSettings.DriftBatches), () => new ControlSettings { DriftBatches = 0 } },
        { nameof(ControlSettings.DriftBand), () => new ControlSettings { DriftBand = 11 } },
        { nameof(ControlSettings.AccuracySteps), () => new ControlSettings { AccuracySteps = -1 } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void What_is_out_of_range_is_refused_by_its_name(string name, Func<ControlSettings> create) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => create()).ParamName);

    [Fact]
    public void The_longest_hold_is_the_hold_doubled_so_often() => Assert.Equal(TimeSpan.FromSeconds(640), ControlSettings.Default.LongestHold);

    [Fact]
    public void A_refusal_says_what_would_be_right() =>
        Assert.StartsWith("is not from 0.01 to 10", Assert.Throws<ArgumentOutOfRangeException>(() => new ControlSettings { Headroom = 0 }).Message, StringComparison.Ordinal);
}
