using Tangram.Core.Time;

namespace Tangram.Control.Deciding;

/// <summary>When something may be done again.</summary>
/// <param name="settings">The shortest gap, and the longest hold, which no wait after failures exceeds.</param>
internal sealed class Pace(ControlSettings settings)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);

    private Instant? _last;
    private Instant? _retry;
    private int _failures;

    /// <summary>Whether the shortest gap has passed since anything was done.</summary>
    public bool IsDue(Instant now) => _last is not { } last || now - last >= settings.ShortestGap;

    /// <summary>Whether a change failed so lately that nothing is tried yet.</summary>
    public bool IsTooSoonAfterFailure(Instant now) => _retry is { } retry && now < retry;

    /// <summary>Takes note that something was decided.</summary>
    public void Acted(Instant now) => _last = now;

    /// <summary>Takes note that a change ended well.</summary>
    public void Succeeded(Instant at) => (_last, _retry, _failures) = (at, null, 0);

    /// <summary>Takes note that a change failed: the next is tried after a while that doubles each time.</summary>
    public void Failed(Instant at)
    {
        var wait = FirstRetry * Math.Pow(2, Math.Min(_failures, 20));
        (_last, _retry, _failures) = (at, at + (wait < settings.LongestHold ? wait : settings.LongestHold), _failures + 1);
    }
}
