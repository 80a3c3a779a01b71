using Tangram.Cli.Pages.Charts;

namespace Tangram.Cli.Tests.Pages.Charts;

public sealed class ScatterChartTests
{
    [Fact]
    public void What_is_beyond_the_axes_is_drawn_at_their_ends()
    {
        var chart = new ScatterChart { Title = "a title", Axis = "axis", Unit = "unit", Range = (1, 2), Points = [(1, 1), (2, 2), (9, 1), (1, 0)] };

        var dots = chart.Card().Descendants("circle").Select(c => (X: (double)c.Attribute("cx")!, Y: (double)c.Attribute("cy")!)).ToList();

        Assert.Equal((dots[1].X, dots[0].Y), dots[2]);
        Assert.Equal(dots[0], dots[3]);
        Assert.True(dots[1].X > dots[0].X && dots[1].Y < dots[0].Y);
    }
}
