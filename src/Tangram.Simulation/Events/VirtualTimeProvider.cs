using Tangram.Core.Time;

namespace Tangram.Simulation.Events;

/// <summary>A <see cref="TimeProvider"/> whose timers are events of a simulation.</summary>
/// <remarks>
/// Lets shell code that was written against <see cref="TimeProvider"/> run in simulated time, unmodified. Callbacks run one at a time, by whoever takes
/// events from the queue and calls them, at their instants and in order of scheduling where those are equal. A timer that is changed or disposed of
/// leaves its old event in the queue, which does nothing when it comes; a periodic timer never lets the queue run dry. For one thread.
/// </remarks>
/// <param name="events">The simulation's events, each a call to make.</param>
public sealed class VirtualTimeProvider(EventQueue<Action> events) : TimeProvider
{
    // What the platform's own timers take at most.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>The time of day at <see cref="Instant.Start"/>.</summary>
    public static DateTimeOffset Epoch { get; } = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A tick of 100 ns, as <see cref="Instant"/> counts them.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>UTC on every machine.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long GetTimestamp() => events.Now.Ticks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Epoch + (events.Now - Instant.Start);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new Timer(events, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(EventQueue<Action> events, Action fire) : ITimer
    {
        private TimeSpan _period;
        private long _setting;
        private bool _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Check(dueTime, nameof(dueTime));
            Check(period, nameof(period));
            if (_disposed)
            {
                return false;
            }

            _period = period;
            _setting++;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Arm(dueTime, _setting);
            }

            return true;
        }

        public void Dispose() => _disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private static void Check(TimeSpan span, string parameter)
        {
            if (span != Timeout.InfiniteTimeSpan && (span < TimeSpan.Zero || span > Longest))
            {
                throw new ArgumentOutOfRangeException(parameter, span, $"a timer takes from 0 to {Longest}, or Timeout.InfiniteTimeSpan");
            }
        }

        private void Arm(TimeSpan due, long setting) => events.Schedule(events.Now + due, () => Fire(setting));

        private void Fire(long setting)
        {
            if (_disposed || setting != _setting)
            {
                return;
            }

            // Before the call, which may change the timer or dispose of it.
            if (_period > TimeSpan.Zero)
            {
                Arm(_period, setting);
            }

            fire();
        }
    }
}
