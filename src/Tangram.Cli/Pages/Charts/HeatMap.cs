using System.Globalization;
using System.Xml.Linq;

namespace Tangram.Cli.Pages.Charts;

/// <summary>Draws a table of shares, the darker the larger.</summary>
internal sealed record HeatMap
{
    private const double Top = 26;
    private const double Right = 10;
    private const double LongestName = 150;
    private const double CellHeight = 24;
    private const double Gap = 1;

    // More would hide the text above it.
    private const double Darkest = 0.55;

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>What is said beside the title.</summary>
    public string Note { get; init; } = string.Empty;

    /// <summary>The names of the rows.</summary>
    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>The names of the columns.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The share in a row and a column, from 0; null where nothing is known.</summary>
    public required Func<int, int, double?> Value { get; init; }

    /// <summary>What the tip of a cell says beside its share.</summary>
    public Func<int, int, string> Tip { get; init; } = (_, _) => string.Empty;

    /// <summary>The share from which on cells are darkest; above 0.</summary>
    public required double Most { get; init; }

    /// <summary>Whether it takes the page's whole width.</summary>
    public bool IsWide { get; init; }

    private double Width => IsWide ? 1180 : 572;

    /// <summary>A card with the drawing.</summary>
    public XElement Card()
    {
        var left = 16 + Math.Min(LongestName, Rows.Max(r => TextWidth.Of(r, Svg.SmallText)));
        var cell = (Width - left - Right) / Columns.Count;
        return Html.Of(
            "figure",
            IsWide ? "device wide" : "device",
            Html.Element("figcaption", Html.Element("b", Title), Html.Of("span", "quiet", Note)),
            Svg.Drawing(
                Width,
                Top + (Rows.Count * CellHeight) + 8,
                Title,
                Columns.Select((c, i) => Svg.Text("quiet", c, left + ((i + 0.5) * cell), Top - 8, cell - 4, "middle")),
                Rows.Select((r, i) => Svg.Text("quiet", r, left - 8, Top + ((i + 0.5) * CellHeight) + 4, left - 12, "end")),
                Enumerable.Range(0, Rows.Count).SelectMany(row => Enumerable.Range(0, Columns.Count).Select(column => Cell(row, column, left + (column * cell), cell)))));
    }

    private XElement? Cell(int row, int column, double x, double width)
    {
        if (Value(row, column) is not { } value)
        {
            return null;
        }

        var y = Top + (row * CellHeight);
        var heat = Svg.Rectangle("heat", x + Gap, y + Gap, width - (2 * Gap), CellHeight - (2 * Gap));
        heat.Add(Html.Attribute("opacity", Math.Min(1, value / Most) * Darkest));
        var text = value.ToString(value < 0.0995 ? "0.0 %" : "0 %", CultureInfo.InvariantCulture);
        return Svg.Group("cell", $"{Rows[row]}, {Columns[column]}: {text}{Tip(row, column)}", heat, Svg.Text("plain", text, x + (width / 2), y + (CellHeight / 2) + 4, width - 2, "middle"));
    }
}
