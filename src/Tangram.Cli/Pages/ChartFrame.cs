using System.Xml.Linq;

namespace Tangram.Cli.Pages;

/// <summary>The axes of a chart.</summary>
/// <param name="X">The horizontal scale.</param>
/// <param name="Y">The vertical scale.</param>
/// <param name="Left">Pixel at which the plot begins.</param>
/// <param name="Right">Pixel at which it ends.</param>
/// <param name="Top">Pixel of its upper end.</param>
/// <param name="Floor">Pixel of its lower end.</param>
internal sealed record ChartFrame(Scale X, Scale Y, double Left, double Right, double Top, double Floor)
{
    /// <summary>Pixels below the plot that labels and the axis's name take.</summary>
    public const double Below = 40;

    private const double LabelGap = 6;
    private const int MostTicks = 8;

    /// <summary>A frame with scales that fill it.</summary>
    public static ChartFrame Of((double Least, double Most) x, (double Least, double Most) y, double left, double right, double top, double floor) =>
        new(new Scale(x.Least, x.Most, left, right), new Scale(y.Least, y.Most, floor, top), left, right, top, floor);

    /// <summary>Lines and labels of the vertical axis, with its name above it.</summary>
    public IEnumerable<XElement> Vertical(string name, Func<double, string>? label = null)
    {
        foreach (var tick in Y.Ticks(4))
        {
            yield return Svg.Line("grid", Left, Y.At(tick), Right, Y.At(tick));
            yield return Svg.Text("quiet", (label ?? Scale.Label)(tick), Left - LabelGap, Y.At(tick) + 4, Left - LabelGap, "end");
        }

        yield return Svg.Text("quiet", name, Left, Top - 8, Right - Left);
    }

    /// <summary>Ticks and labels of the horizontal axis, with its name below it unless that is empty.</summary>
    public IEnumerable<XElement> Horizontal(string name)
    {
        yield return Svg.Line("tick", Left, Floor, Right, Floor);
        foreach (var tick in X.Ticks(MostTicks))
        {
            yield return Svg.Line("tick", X.At(tick), Floor, X.At(tick), Floor + 4);
            if (name.Length > 0)
            {
                yield return Svg.Text("quiet", Scale.Label(tick), X.At(tick), Floor + 17, 80, "middle");
            }
        }

        if (name.Length > 0)
        {
            yield return Svg.Text("quiet", name, (Left + Right) / 2, Floor + Below - 6, Right - Left, "middle");
        }
    }

    /// <summary>A vertical line with a word above the plot.</summary>
    public XElement Mark(double at, string word)
    {
        var x = X.At(at);
        var half = TextWidth.Of(word, Svg.SmallText) / 2;
        return Svg.Group(
            "asked",
            word,
            Line("asked", x),
            Svg.Text("plain halo", word, Math.Clamp(x, Left + half, Right - half), Top - 8, 240, "middle"));
    }

    /// <summary>A vertical line from top to floor.</summary>
    public XElement Line(string @class, double x) => Svg.Line(@class, x, Top, x, Floor);
}
