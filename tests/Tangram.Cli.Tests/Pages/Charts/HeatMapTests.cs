using Tangram.Cli.Pages.Charts;

namespace Tangram.Cli.Tests.Pages.Charts;

public sealed class HeatMapTests
{
    private static readonly HeatMap Map = new() { Title = "a title", Rows = ["a", "b"], Columns = ["c", "d"], Most = 0.5, Value = (row, column) => row == 1 && column == 1 ? null : 0.25 * (row + column) };

    [Fact]
    public void A_cell_is_the_darker_the_larger_its_share_and_says_it()
    {
        var cells = Map.Card().Descendants("g").Where(g => g.Attribute("class")!.Value == "cell").ToList();

        Assert.Equal(["0.0 %", "25 %", "25 %"], cells.Select(c => c.Element("text")!.Value));
        Assert.Equal(["0", "0.28", "0.28"], cells.Select(c => c.Element("rect")!.Attribute("opacity")!.Value));
        Assert.Equal("a, d: 25 %", cells[1].Element("title")!.Value);
    }

    [Fact]
    public void Nothing_is_drawn_where_nothing_is_known() =>
        Assert.DoesNotContain(Map.Card().Descendants("title"), t => t.Value.StartsWith("b, d", StringComparison.Ordinal));
}
