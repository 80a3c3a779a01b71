using Tangram.Profiling.Colocations;

namespace Tangram.Profiling.Tests.Colocations;

public sealed class UnitDeckTests
{
    private static readonly IReadOnlyList<IReadOnlyList<BatchChoice>> Choices =
        [.. ((string[])["a", "b", "c"]).Select(n => (IReadOnlyList<BatchChoice>)[new(Applications.Variant(n), 1), new(Applications.Variant(n), 2)])];

    [Fact]
    public void Every_pair_comes_up_once_before_any_comes_up_again()
    {
        var pairs = Drawn(CoreLayout.Of([0, 1]), 500).Where(u => u.Kind == UnitKind.PairApart).Select(u => string.Join(' ', u.Members.Select(m => m.Variant.Name).Order())).ToList();

        foreach (var round in pairs.Chunk(6).Where(r => r.Length == 6))
        {
            Assert.Equal(["a a", "a b", "a c", "b b", "b c", "c c"], round.Order());
        }
    }

    [Fact]
    public void Every_kind_gets_its_part_of_the_time_however_long_its_units_take()
    {
        var used = Drawn(CoreLayout.Of([0, 1]), 2000).GroupBy(u => u.Kind).ToDictionary(g => g.Key, g => g.Sum(u => Length(u).TotalSeconds));
        var all = used.Values.Sum();

        Assert.Equal(0.4, used[UnitKind.PairApart] / all, 0.02);
        Assert.Equal(0.15, used[UnitKind.PairTogether] / all, 0.02);
        Assert.Equal(0.1, used[UnitKind.Triple] / all, 0.02);
        Assert.Equal(0.35, (used[UnitKind.RandomApart] + used[UnitKind.RandomTogether]) / all, 0.02);
    }

    [Fact]
    public void Where_there_is_one_core_all_share_it() => Assert.DoesNotContain(Drawn(CoreLayout.Of([0]), 100), u => u.Kind is UnitKind.PairApart or UnitKind.RandomApart || u.Layout != 0);

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    public void Triples_have_cores_of_their_own_where_there_are_three(int cores, int layout) =>
        Assert.All(Drawn(CoreLayout.Of([.. Enumerable.Range(0, cores)]), 100).Where(u => u.Kind == UnitKind.Triple), u => Assert.Equal((layout, 3), (u.Layout, u.Members.Count)));

    private static List<MeasuringUnit> Drawn(IReadOnlyList<CoreLayout> layouts, int count)
    {
        var deck = new UnitDeck(Choices, layouts, new Random(1));
        var drawn = new List<MeasuringUnit>();
        for (var i = 0; i < count; i++)
        {
            drawn.Add(deck.Next());
            deck.Took(drawn[^1].Kind, Length(drawn[^1]));
        }

        return drawn;
    }

    private static TimeSpan Length(MeasuringUnit unit) => TimeSpan.FromMilliseconds(unit.Members.Count == 0 ? 2000 : 100 * unit.Members.Sum(m => m.Batch));
}
