using Tangram.Scheduling.Tests.Driving;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests;

/// <summary>What is foretold of slowdowns, and what it changes.</summary>
public sealed class SlowdownTests
{
    [Theory]
    [InlineData(1.2346, 2.5, 1235, 2500)]
    [InlineData(0, double.PositiveInfinity, 100, 1_000_000)]
    [InlineData(double.NaN, -1, 1000, 100)]
    public void Factors_become_thousandths_within_what_can_be(double expected, double bound, int expectedPerMille, int boundPerMille) =>
        Assert.Equal(new Slowdown(expectedPerMille, boundPerMille), Slowdown.Of(expected, bound));

    [Fact]
    public void Waits_grow_by_what_is_expected_and_the_run_by_its_bound()
    {
        var engine = Ready(OneTask(Segment(batch: 1, one: 10)));
        engine.Accept(Ms(0), 0, Ms(1000), [0]);
        engine.Accept(Ms(0), 1, Ms(1000), [0]);
        var segment = engine.Segments[0];

        engine.Slow(Ms(0), 0, Slowdown.Of(1.5, 3));

        // The run under way was expected as it was when it started; the one that waits is expected to take 15.
        Assert.Equal(Span(25), segment.Ahead(Ms(0)));
        Assert.Equal(Span(15), segment.RunWith(1));
        Assert.Equal(Span(30), segment.RunInTheEnd(1));
    }

    [Fact]
    public void Elsa_takes_a_larger_segment_where_the_bound_leaves_the_smaller_no_slack()
    {
        var engine = Ready(OneTask(Segment(0, slices: 1, batch: 1, one: 30), Segment(1, slices: 4, batch: 1, one: 10)), PoliciesOf(dispatch: "elsa"));

        engine.Slow(Ms(0), 0, Slowdown.Of(1.1, 1.5));

        // 45 at most on the small one.
        Assert.Equal(1, Assigned(engine.Accept(Ms(0), 0, Ms(45), [0])));
        Assert.Equal(0, Assigned(engine.Accept(Ms(0), 1, Ms(46), [0])));
    }

    [Fact]
    public void The_deadline_batcher_starts_as_early_as_the_bound_asks()
    {
        var layout = OneTask(Segment(batch: 4, one: 10));
        var engine = Ready(layout, PoliciesOf(batching: "deadline:longest-wait-ms=1000"));
        engine.Slow(Ms(0), 0, Slowdown.Of(1, 2));

        var wake = Assert.Single(engine.Accept(Ms(0), 0, Ms(100), [0]).OfType<Command.WakeAt>());

        // 20 at most for the batch that it waits for.
        Assert.Equal(Ms(80), wake.When);
    }

    [Fact]
    public void What_is_expected_to_be_late_beside_others_is_given_up()
    {
        var engine = Ready(OneTask(Segment(batch: 1, one: 10)), PoliciesOf(drop: "hopeless"));
        engine.Slow(Ms(0), 0, Slowdown.Of(1.5, 1.5));

        Assert.Single(engine.Accept(Ms(0), 0, Ms(14), [0]).OfType<Command.Drop>());
        Assert.Single(engine.Accept(Ms(0), 1, Ms(15), [0]).OfType<Command.Start>());
    }

    [Fact]
    public void It_is_part_of_a_snapshot()
    {
        var engine = Ready(OneTask(Segment()));
        engine.Slow(Ms(0), 0, Slowdown.Of(1.25, 1.5));

        Assert.Equal(new Slowdown(1250, 1500), engine.Restored().Segments[0].Slowdown);
    }

    private static int Assigned(IReadOnlyList<Command> commands) => Assert.Single(commands.OfType<Command.Assign>()).Segment.Index;
}
