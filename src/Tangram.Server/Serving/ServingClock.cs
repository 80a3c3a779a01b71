using System.Diagnostics;
using Tangram.Core.Time;

namespace Tangram.Server.Serving;

/// <summary>The time line of a server: instants since it began.</summary>
/// <param name="time">The monotonic clock.</param>
internal sealed class ServingClock(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();

    /// <summary>The current instant.</summary>
    public Instant Now => Instant.Start + time.GetElapsedTime(_origin);

    /// <summary>The date and the time of day.</summary>
    public DateTimeOffset Date => time.GetUtcNow();

    /// <summary>The instant of a time stamp of the machine's monotonic clock in nanoseconds; null where this clock is another.</summary>
    public Instant? At(long nanoseconds) => ReferenceEquals(time, TimeProvider.System)
        ? Instant.Start + new TimeSpan((nanoseconds - (long)(_origin * (1e9 / Stopwatch.Frequency))) / TimeSpan.NanosecondsPerTick)
        : null;

    /// <summary>Ends when an instant has come, never before.</summary>
    public async Task UntilAsync(Instant when)
    {
        for (var delay = when - Now; delay > TimeSpan.Zero; delay = when - Now)
        {
            await DelayAsync(delay);
        }
    }

    // The system's timers count whole milliseconds: a wake-up that comes early is one that nothing repeats.
    private async Task DelayAsync(TimeSpan delay)
    {
        var due = ReferenceEquals(time, TimeProvider.System) ? TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds)) : delay;
        var rings = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = time.CreateTimer(_ => rings.TrySetResult(), null, due, Timeout.InfiniteTimeSpan);
        await rings.Task;
    }
}
