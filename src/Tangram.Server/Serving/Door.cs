using Tangram.Control.Ladder;
using Tangram.Core.Time;
using Tangram.Scheduling;

namespace Tangram.Server.Serving;

/// <summary>Refuses requests as the ladder says, before the engine is asked.</summary>
/// <param name="objective">How long requests may take: within it, those that come together can wait for each other, and are not refused for that.</param>
internal sealed class Door(TimeSpan objective)
{
    private static readonly TimeSpan ShortestBurst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private Shedding _shedding = Shedding.None;
    private double _allowance;
    private Instant _refilled;

    /// <summary>Refuses as told from now on.</summary>
    public void Shed(Instant now, Shedding shedding)
    {
        if (_shedding.RequestsPerSecond != shedding.RequestsPerSecond)
        {
            (_allowance, _refilled) = (Most(shedding), now);
        }

        _shedding = shedding;
    }

    /// <summary>Why a request is refused; null if it may come in. One that may takes its part of the limit.</summary>
    public AdmissionDecision? Refuse(Instant now, int priority)
    {
        if (_shedding.BelowPriority is { } below && priority < below)
        {
            return AdmissionDecision.Refuse("requests of its priority are refused for now, as there are more than can be served", RetryAfter);
        }

        if (_shedding.RequestsPerSecond is not { } limit)
        {
            return null;
        }

        _allowance = Math.Min(Most(_shedding), _allowance + (limit * (now - _refilled).TotalSeconds));
        _refilled = now;
        if (_allowance < 1)
        {
            return AdmissionDecision.Refuse(FormattableString.Invariant($"more requests come in than the {limit:0.##} per second that can be served"), RetryAfter);
        }

        _allowance--;
        return null;
    }

    // A limit is kept over this time.
    private double Most(Shedding shedding) => Math.Max(1, (shedding.RequestsPerSecond ?? 0) * (objective > ShortestBurst ? objective : ShortestBurst).TotalSeconds);
}
