using Tangram.Core.Time;

namespace Tangram.Control.Deciding;

/// <summary>How long there is to be reason to go down before it is done: longer after each change of direction.</summary>
/// <remarks>
/// The hold doubles whenever an upward move follows a downward one, up to <see cref="ControlSettings.LongestHold"/>, and one doubling is forgotten whenever
/// that long passes without it. So in a time T there are at most d + 2·T ÷ longest hold changes of direction, d being the doublings: those below the
/// longest hold raise it, which is possible d times and once more for each time it was lowered; those at the longest hold took that long.
/// </remarks>
/// <param name="settings">The hold and its doublings.</param>
internal sealed class BackOff(ControlSettings settings)
{
    private Direction _last = Direction.Up;
    private Instant _turned;
    private int _doublings;

    /// <summary>The hold now.</summary>
    public TimeSpan HoldAt(Instant now)
    {
        Forget(now);
        return settings.Hold * (1 << _doublings);
    }

    /// <summary>Takes note of a move.</summary>
    public void Moved(Direction direction, Instant now)
    {
        Forget(now);
        if (direction == Direction.Up && _last == Direction.Down)
        {
            (_doublings, _turned) = (Math.Min(_doublings + 1, settings.HoldDoublings), now);
        }

        _last = direction;
    }

    private void Forget(Instant now)
    {
        while (_doublings > 0 && now - _turned >= settings.LongestHold)
        {
            (_doublings, _turned) = (_doublings - 1, _turned + settings.LongestHold);
        }
    }
}
