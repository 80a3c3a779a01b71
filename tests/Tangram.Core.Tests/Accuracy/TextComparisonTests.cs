using FsCheck;
using FsCheck.Fluent;
using Tangram.Core.Accuracy;

namespace Tangram.Core.Tests.Accuracy;

/// <summary>Comparing lines of text.</summary>
public sealed class TextComparisonTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("flaw", "lawn", 2)]
    [InlineData("same", "same", 0)]
    public void Edit_distances_are_the_known_ones(string left, string right, int expected) =>
        Assert.Equal(expected, TextComparison.EditDistance(left, right));

    [Fact]
    public void Edit_distance_is_a_metric()
    {
        var texts = Gen.Elements("abc".ToCharArray()).ListOf().Select(cs => new string([.. cs]));
        Prop.ForAll(Arb.From(Gen.Three(texts)), t =>
        {
            var (a, b, c) = t;
            var distance = TextComparison.EditDistance(a, b);
            return distance == TextComparison.EditDistance(b, a) && (distance == 0) == (a == b)
                && TextComparison.EditDistance(a, c) <= distance + TextComparison.EditDistance(b, c);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void One_line_too_many_does_not_spoil_those_after_it()
    {
        var figures = TextComparison.Compare("page", ["one", "two", "three"], ["noise", "one", "tvo", "three"]);

        Assert.Equal(new ItemAccuracy("page", 3, 2, "one\ntwo\nthree".Length, 7), figures);
    }

    [Fact]
    public void Lines_in_the_wrong_order_do_not_all_count() => Assert.Equal(1, TextComparison.Compare("page", ["a", "b"], ["b", "a"]).ExactLines);

    [Fact]
    public void Nothing_read_is_all_wrong() => Assert.Equal(new ItemAccuracy("page", 1, 0, 3, 3), TextComparison.Compare("page", ["abc"], []));
}
