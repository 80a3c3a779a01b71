using Tangram.Scheduling.Tests.Driving;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests;

/// <summary>Tasks whose items are divided between two variants.</summary>
public sealed class SplitTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.25)]
    [InlineData(0.3)]
    [InlineData(0.123)]
    public void Each_variant_gets_its_share_exactly(double share)
    {
        var engine = Ready(Splits.Of(share, Splits.Runs("a", 0), Splits.Runs("b", 1)));
        var request = 0L;

        Assert.Equal(((int)(share * 1000), 1000 - (int)(share * 1000)), Splits.Count(engine, 1000, ref request));
    }

    [Fact]
    public void At_no_time_is_a_variant_an_item_away_from_its_share() => Seeds.ForAll(20, seed =>
    {
        var share = new Random(seed).Next(1, 1000) / 1000.0;
        var engine = Ready(Splits.Of(share, Splits.Runs("a", 0), Splits.Runs("b", 1)));
        var (request, a) = (0L, 0);
        for (var items = 1; items <= 300; items++)
        {
            a += Splits.Count(engine, 1, ref request).A;
            Assert.InRange(a - (share * items), -1, 1);
        }
    });

    [Fact]
    public void While_a_variants_segments_are_dead_the_other_gets_all()
    {
        var engine = Ready(Splits.Halves());
        var request = 0L;
        engine.Lose(Ms(0), new ProcessId(2, 0));
        Assert.Equal((5, 5), Splits.Count(engine, 10, ref request));
        engine.Lose(Ms(0), new ProcessId(3, 0));
        Assert.Equal((100, 0), Splits.Count(engine, 100, ref request));
    }

    [Fact]
    public void A_variant_that_comes_back_gets_its_share_and_nothing_for_the_time_it_was_away()
    {
        var engine = Ready(Splits.Halves());
        var request = 0L;
        engine.Lose(Ms(0), new ProcessId(2, 0));
        engine.Lose(Ms(0), new ProcessId(3, 0));
        Splits.Count(engine, 100, ref request);
        engine.Revive(Ms(0), new ProcessId(3, 0));

        Assert.Equal((5, 5), Splits.Count(engine, 10, ref request));
    }

    [Fact]
    public void A_policy_that_chooses_the_variant_is_shown_them_all()
    {
        var engine = Ready(Splits.Of(0.01, Splits.Runs("a", 0), Splits.Runs("b", 1)), PoliciesOf(dispatch: "most-accurate-first"));
        var request = 0L;

        // One runs and four more are a full batch; the rest finds no room there.
        Assert.Equal((5, 3), Splits.Count(engine, 8, ref request));
    }
}
