namespace Tangram.Devices.Workers;

/// <summary>How long to wait before each restart: twice as long every time, until the worker has stayed healthy.</summary>
public sealed class RestartBackoff
{
    private readonly TimeSpan _shortest;
    private readonly TimeSpan _longest;
    private readonly TimeSpan _healthy;
    private TimeSpan _next;

    /// <summary>Begins with the shortest wait.</summary>
    /// <param name="shortest">The first wait; more than 0.</param>
    /// <param name="longest">The longest wait; at least <paramref name="shortest"/>.</param>
    /// <param name="healthy">A worker that lived this long starts over at the shortest wait.</param>
    public RestartBackoff(TimeSpan shortest, TimeSpan longest, TimeSpan healthy)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(shortest, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, shortest);
        _shortest = shortest;
        _longest = longest;
        _healthy = healthy;
        _next = shortest;
    }

    /// <summary>100 ms doubling to 5 s, over again after 30 s of health.</summary>
    public static RestartBackoff Default => new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));

    /// <summary>Takes note of how long the worker lived before it was lost.</summary>
    public void Lived(TimeSpan time)
    {
        if (time >= _healthy)
        {
            _next = _shortest;
        }
    }

    /// <summary>The wait before the next restart.</summary>
    public TimeSpan Next()
    {
        var wait = _next;
        _next = wait * 2 < _longest ? wait * 2 : _longest;
        return wait;
    }
}
