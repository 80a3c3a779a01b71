using Tangram.Cli.Pages.Charts;

namespace Tangram.Cli.Tests.Pages.Charts;

public sealed class LineChartTests
{
    private static readonly LineChart Chart = new() { Title = "a title", Axis = "axis", Unit = "unit", Series = [new("one", [(0, 1), (1, double.NaN), (2, 3)]), new("two", [(0, 2), (2, 2)])] };

    [Fact]
    public void A_point_without_a_finite_value_breaks_the_line()
    {
        var lines = Chart.Card().Descendants("path").Where(p => p.Attribute("class")!.Value == "series").ToList();

        Assert.Equal(2, lines[0].Attribute("d")!.Value.Count(c => c == 'M'));
        Assert.Equal(1, lines[1].Attribute("d")!.Value.Count(c => c == 'M'));
    }

    [Fact]
    public void Its_legend_names_every_line_and_its_limit_is_marked()
    {
        var card = (Chart with { Limit = ("objective", 2.5) }).Card();

        Assert.Equal(["one", "two"], card.Descendants("li").Select(l => l.Value));
        Assert.Contains(card.Descendants("text"), t => t.Value == "objective");
    }
}
