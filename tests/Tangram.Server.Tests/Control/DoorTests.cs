using Tangram.Control.Ladder;
using Tangram.Core.Time;
using Tangram.Server.Serving;

namespace Tangram.Server.Tests.Control;

/// <summary>Who is refused before the engine is asked.</summary>
public sealed class DoorTests
{
    private readonly Door _door = new(TimeSpan.FromMilliseconds(100));

    [Fact]
    public void Nobody_is_refused_until_told() => Assert.Null(_door.Refuse(At(0), priority: 0));

    [Fact]
    public void Lower_priorities_are_refused_and_the_others_let_in()
    {
        _door.Shed(At(0), new Shedding(BelowPriority: 5, RequestsPerSecond: null));

        Assert.Contains("of its priority", _door.Refuse(At(0), priority: 4)!.Value.Reason, StringComparison.Ordinal);
        Assert.Null(_door.Refuse(At(0), priority: 5));
    }

    [Fact]
    public void So_many_a_second_are_let_in_whenever_they_come()
    {
        _door.Shed(At(0), new Shedding(null, RequestsPerSecond: 4));

        var letIn = Enumerable.Range(0, 1000).Count(i => _door.Refuse(At(i * 0.01), priority: 0) is null);

        // Four a second for ten seconds, and a second's worth at the start.
        Assert.InRange(letIn, 42, 44);
        Assert.Contains("4 per second", Enumerable.Range(0, 6).Select(_ => _door.Refuse(At(10), 0)).First(r => r is not null)!.Value.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void As_many_are_let_in_together_as_are_served_within_the_objective()
    {
        var door = new Door(TimeSpan.FromSeconds(3));
        door.Shed(At(0), new Shedding(null, RequestsPerSecond: 4));

        Assert.Equal(12, Enumerable.Range(0, 100).Count(_ => door.Refuse(At(0), priority: 0) is null));
    }

    [Fact]
    public void A_limit_below_one_a_second_still_lets_one_in()
    {
        _door.Shed(At(0), new Shedding(null, RequestsPerSecond: 0.5));

        Assert.Null(_door.Refuse(At(0), 0));
        Assert.NotNull(_door.Refuse(At(0.5), 0));
        Assert.Null(_door.Refuse(At(2.5), 0));
    }

    [Fact]
    public void All_are_let_in_again_once_it_is_over()
    {
        _door.Shed(At(0), new Shedding(9, 0.001));
        _door.Shed(At(1), Shedding.None);

        Assert.All(Enumerable.Range(0, 20), _ => Assert.Null(_door.Refuse(At(1), priority: 0)));
    }

    private static Instant At(double seconds) => Instant.Start + TimeSpan.FromSeconds(seconds);
}
