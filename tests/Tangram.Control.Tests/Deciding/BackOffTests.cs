using Tangram.Control.Deciding;
using Tangram.Core.Time;

namespace Tangram.Control.Tests.Deciding;

/// <summary>How the hold grows and shrinks.</summary>
public sealed class BackOffTests
{
    private readonly BackOff _backOff = new(ControlSettings.Default);

    [Fact]
    public void The_hold_doubles_with_each_change_of_direction_up_to_the_longest()
    {
        var holds = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            _backOff.Moved(Direction.Down, At(i));
            _backOff.Moved(Direction.Up, At(i));
            holds.Add(_backOff.HoldAt(At(i)).TotalSeconds);
        }

        Assert.Equal([40, 80, 160, 320, 640, 640, 640, 640], holds);
    }

    [Fact]
    public void Moves_in_one_direction_leave_it()
    {
        _backOff.Moved(Direction.Up, At(0));
        _backOff.Moved(Direction.Up, At(1));
        _backOff.Moved(Direction.Down, At(2));
        _backOff.Moved(Direction.Down, At(3));

        Assert.Equal(20, _backOff.HoldAt(At(3)).TotalSeconds);
    }

    [Fact]
    public void A_doubling_is_forgotten_after_the_longest_hold()
    {
        for (var i = 0; i < 2; i++)
        {
            _backOff.Moved(Direction.Down, At(0));
            _backOff.Moved(Direction.Up, At(0));
        }

        Assert.Equal([80, 80, 40, 40, 20, 20], ((int[])[0, 639, 640, 1279, 1280, 9999]).Select(s => _backOff.HoldAt(At(s)).TotalSeconds));
    }

    private static Instant At(int seconds) => Instant.Start + TimeSpan.FromSeconds(seconds);
}
