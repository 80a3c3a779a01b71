namespace Tangram.Twin.Tests;

/// <summary>A clock whose timers ring a tick late.</summary>
internal sealed class SlippingTime(TimeProvider time) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime + TimeSpan.FromTicks(1), period);
}
