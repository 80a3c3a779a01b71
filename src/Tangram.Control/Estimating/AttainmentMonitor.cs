using Tangram.Control.Observing;
using Tangram.Core.Time;

namespace Tangram.Control.Estimating;

/// <summary>Watches how many requests are answered in time, and says how much headroom is planned for on top for that [N].</summary>
/// <remarks>
/// Attainment is that of the fewest last spans in which enough requests ended. Below the target for the hold, the headroom grows by a step, and counting
/// begins anew. It shrinks by a step whenever <see cref="ControlSettings.LongestHold"/> has passed without that, so there are at most
/// limit ÷ step + time ÷ longest hold steps upward.
/// </remarks>
/// <param name="settings">The target, the hold, the step.</param>
public sealed class AttainmentMonitor(ControlSettings settings)
{
    private readonly Queue<(long Ended, long InTime)> _spans = [];
    private Instant? _below;
    private Instant _changed;
    private int _steps;

    /// <summary>Planned for beyond the headroom, as a share of the estimate; at least 0.</summary>
    public double ExtraHeadroom => Math.Min(_steps * settings.HeadroomStep, settings.HeadroomLimit);

    /// <summary>Requests answered in time of those that ended lately, 0 to 1; null where too few ended.</summary>
    public double? Attainment { get; private set; }

    /// <summary>Whether attainment has been below the target for the hold, and there is headroom left to add.</summary>
    public bool IsShort { get; private set; }

    /// <summary>Takes note of how requests ended.</summary>
    public void Observe(Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        Count(observation);
        if (_steps > 0 && observation.At - _changed >= settings.LongestHold)
        {
            (_steps, _changed) = (_steps - 1, observation.At);
        }

        _below = Attainment < settings.AttainmentTarget ? _below ?? observation.At : null;
        IsShort = _below is { } since && observation.At - since >= settings.AttainmentHold && ExtraHeadroom < settings.HeadroomLimit;
    }

    /// <summary>Adds a step to the headroom, and begins to count anew.</summary>
    public void Raise(Instant now)
    {
        (_steps, _changed) = (_steps + 1, now);
        Restart();
    }

    /// <summary>Begins to count anew, as another plan runs.</summary>
    public void Restart()
    {
        _spans.Clear();
        (Attainment, _below, IsShort) = (null, null, false);
    }

    private void Count(Observation observation)
    {
        if (observation.Ended > 0)
        {
            _spans.Enqueue((observation.Ended, observation.InTime));
        }

        var ended = _spans.Sum(s => s.Ended);
        while (_spans.TryPeek(out var oldest) && ended - oldest.Ended >= settings.AttainmentRequests)
        {
            ended -= oldest.Ended;
            _spans.Dequeue();
        }

        Attainment = ended >= settings.AttainmentRequests ? (double)_spans.Sum(s => s.InTime) / ended : null;
    }
}
