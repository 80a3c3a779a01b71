using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Tangram.Simulation.Measuring;

namespace Tangram.Cli.Pages;

/// <summary>Draws the course of a run: requests that came, the share of them answered in time, and how busy each device was.</summary>
internal sealed class CourseChart(TimeAxis time, IReadOnlyList<string> applications, IReadOnlyList<(int Device, string Name)> devices)
{
    private const double Width = 1168;
    private const double Left = 118;
    private const double Right = Width - 16;
    private const double PanelHeight = 100;
    private const double Between = 36;
    private const double Top = 26;
    private const int MostDevices = 32;

    /// <summary>A card with the charts below each other, on one axis.</summary>
    public XElement Card()
    {
        var demand = Frame(Top, Math.Max(1, time.Parts.SelectMany(p => applications.Select((_, i) => Rate(p, i))).Max() * 1.1));
        var attainment = Frame(demand.Floor + Between, 1);
        var rows = devices.Take(MostDevices).ToList();
        var height = rows.Count <= 8 ? 20.0 : 11;
        var busy = attainment.Floor + Between;
        var floor = busy + (rows.Count * height);
        var axis = ChartFrame.Of(time.Range, (0, 1), Left, Right, busy, floor);
        return Html.Of(
            "figure",
            "device wide",
            Svg.Drawing(
                Width,
                floor + ChartFrame.Below,
                "course of the run",
                time.Marks(demand, withWords: true),
                demand.Vertical("requests/s"),
                demand.Horizontal(string.Empty),
                applications.Select((_, i) => Line(demand, i, p => Rate(p, i))),
                time.Marks(attainment, withWords: false),
                attainment.Vertical("answered in full and in time", t => t.ToString("0%", CultureInfo.InvariantCulture)),
                attainment.Horizontal(string.Empty),
                applications.Select((_, i) => Line(attainment, i, p => p.Arrived[i] == 0 ? null : (double)p.InTime[i] / p.Arrived[i])),
                Svg.Text("quiet", "utilisation of the devices' slices", Left, busy - 8, 400),
                rows.SelectMany((d, i) => Row(axis, d, busy + (i * height), height)),
                axis.Horizontal(time.Name)),
            devices.Count > MostDevices ? Html.Of("p", "quiet", $"The first {MostDevices} of {devices.Count} devices.") : null);
    }

    /// <summary>What the colours mean.</summary>
    public XElement Legend() => Html.Of(
        "ul",
        "legend",
        [
            .. applications.Select((name, i) => Html.Element("li", Svg.Drawing(18, 14, name, Svg.Rectangle("swatch", 0, 5, 18, 4, SeriesColours.Of(i))), name)),
            .. ((double[])[0, 0.25, 0.5, 0.75, 1]).Select(share => Html.Element("li", Svg.Drawing(18, 14, "busy", Cell(0, 0, 18, 14, share)), $"{share.ToString("0%", CultureInfo.InvariantCulture)} busy")),
        ]);

    private ChartFrame Frame(double top, double most) => ChartFrame.Of(time.Range, (0, most), Left, Right, top, top + PanelHeight);

    private static double Rate(TimelinePart part, int application) => part.Arrived[application] / part.Length.TotalSeconds;

    private XElement Line(ChartFrame frame, int series, Func<TimelinePart, double?> value)
    {
        var path = new StringBuilder();
        var isDrawn = false;
        foreach (var part in time.Parts)
        {
            if (value(part) is not { } v)
            {
                isDrawn = false;
                continue;
            }

            var (from, to) = (frame.X.At(time.In(part.From)), Math.Min(frame.Right, frame.X.At(time.In(part.From + part.Length))));
            path.Append(FormattableString.Invariant($"{(isDrawn ? "L" : "M")}{from:0.##},{frame.Y.At(v):0.##} H{to:0.##} "));
            isDrawn = true;
        }

        var line = Svg.Path("series", path.ToString());
        line.SetAttributeValue("stroke", SeriesColours.Of(series));
        return Svg.Group("line", applications[series], line);
    }

    private IEnumerable<XElement> Row(ChartFrame frame, (int Device, string Name) device, double y, double height)
    {
        yield return Svg.Text("quiet", device.Name, Left - 6, y + (height / 2) + 4, Left - 8, "end");
        foreach (var part in time.Parts)
        {
            var (from, to) = (frame.X.At(time.In(part.From)), Math.Min(frame.Right, frame.X.At(time.In(part.From + part.Length))));
            yield return Svg.Group("cell", $"{device.Name}: {part.Utilization[device.Device].ToString("0%", CultureInfo.InvariantCulture)} busy", Cell(from, y, to - from, height - 2, part.Utilization[device.Device]));
        }
    }

    private static XElement Cell(double x, double y, double width, double height, double share)
    {
        var cell = Svg.Rectangle("heat", x, y, width, height);
        cell.SetAttributeValue("fill-opacity", Html.Number(0.06 + (0.94 * Math.Clamp(share, 0, 1))));
        return cell;
    }
}
