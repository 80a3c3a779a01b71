using System.Globalization;

namespace Tangram.Devices.Workers;

/// <summary>Kills a process whose command takes too long. Watches one command at a time, with one timer for all.</summary>
internal sealed class Watchdog : IDisposable
{
    private readonly Action<string> _kill;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private TimeSpan? _limit;
    private long _since;

    /// <summary>Watches nothing yet.</summary>
    /// <param name="kill">Called with the reason.</param>
    /// <param name="time">Counts.</param>
    public Watchdog(Action<string> kill, TimeProvider time)
    {
        _kill = kill;
        _time = time;
        _timer = time.CreateTimer(_ => Bite(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Watches a command until what it answers is disposed.</summary>
    /// <param name="limit">How long the command may take; <see cref="Timeout.InfiniteTimeSpan"/> for any time.</param>
    public Leash Watch(TimeSpan limit)
    {
        if (limit == Timeout.InfiniteTimeSpan)
        {
            return default;
        }

        lock (_gate)
        {
            (_limit, _since) = (limit, _time.GetTimestamp());
        }

        _timer.Change(limit, Timeout.InfiniteTimeSpan);
        return new Leash(this);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Release()
    {
        lock (_gate)
        {
            _limit = null;
        }

        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void Bite()
    {
        TimeSpan limit;
        lock (_gate)
        {
            // The timer may fire for a command that has just ended, while the next one is already watched.
            if (_limit is not { } watched)
            {
                return;
            }

            var left = watched - _time.GetElapsedTime(_since);
            if (left > TimeSpan.Zero)
            {
                // A timer counts whole milliseconds and may be early.
                _timer.Change(left + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                return;
            }

            limit = watched;
        }

        _kill(string.Create(CultureInfo.InvariantCulture, $"a command took longer than {limit.TotalSeconds:0.###} s"));
    }

    /// <summary>One watched command.</summary>
    internal readonly struct Leash(Watchdog? watchdog) : IDisposable
    {
        public void Dispose() => watchdog?.Release();
    }
}
