using System.Globalization;
using System.Xml.Linq;
using Tangram.Cli.Plans;
using Tangram.Core.Devices;
using Tangram.Core.Plans;

namespace Tangram.Cli.Pages;

/// <summary>Draws devices that are cut alike: the segments to scale over the memory slices.</summary>
/// <param name="plan">The plan.</param>
/// <param name="colours">The tasks' colours.</param>
internal sealed class DeviceDrawing(Plan plan, TaskColours colours)
{
    private const double Margin = 8;
    private const double NarrowWidth = 560;
    private const double WideWidth = 1152;
    private const int MostNarrowSlices = 16;
    private const double Top = 2;
    private const double Height = 104;
    private const double AxisHeight = 20;
    private const double LineHeight = 15;
    private const double PatternHeight = 8;
    private const double RoomySegment = 110;
    private const double Stripe = 5;
    private const int MostStripes = 3;
    private const int MostNames = 20;
    private const int UsualLines = 5;

    /// <summary>A card with a heading and the drawing.</summary>
    public XElement Card(DeviceGroup group, DeviceModel model)
    {
        var width = model.MemorySlices > MostNarrowSlices ? WideWidth : NarrowWidth;
        var taken = group.Segments.Sum(s => s.Example.Slices);
        return Html.Of(
            "figure",
            model.MemorySlices > MostNarrowSlices ? "device wide" : "device",
            Html.Element("figcaption", Html.Element("b", Heading(group)), Html.Of("span", "quiet", $"{taken} of {Figures.Count(model.ComputeSlices, "compute slice")}")),
            Svg.Drawing(width + (2 * Margin), Top + Height + AxisHeight, $"segments of {Heading(group)}", Segments(group, model, width / model.MemorySlices)));
    }

    /// <summary>Numbers as ranges, such as <c>0–3, 7</c>.</summary>
    internal static string Ranges(IReadOnlyList<int> numbers)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var number in numbers)
        {
            if (ranges.Count > 0 && ranges[^1].Last == number - 1)
            {
                ranges[^1] = (ranges[^1].First, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        var shown = ranges.Take(4).Select(r => r.First == r.Last ? r.First.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{r.First}–{r.Last}"));
        return string.Join(", ", shown) + (ranges.Count > 4 ? ", …" : string.Empty);
    }

    private static string Heading(DeviceGroup group) => group.Devices is [var only]
        ? string.Create(CultureInfo.InvariantCulture, $"{group.Model} {only}")
        : string.Create(CultureInfo.InvariantCulture, $"{group.Devices.Count} × {group.Model} ({Ranges(group.Devices)})");

    private IEnumerable<XElement> Segments(DeviceGroup group, DeviceModel model, double slice)
    {
        var next = 0;
        var hasCompute = group.Segments.Sum(s => s.Example.Slices) < model.ComputeSlices;
        foreach (var segment in group.Segments)
        {
            if (segment.Start > next)
            {
                yield return Free(next, segment.Start - next, slice, hasCompute);
            }

            yield return Segment(segment, slice);
            next = segment.Start + segment.MemorySlices;
        }

        if (next < model.MemorySlices)
        {
            yield return Free(next, model.MemorySlices - next, slice, hasCompute);
        }

        yield return Axis(model.MemorySlices, slice);
    }

    // Memory that no compute slice is left for is of no use.
    private static XElement Free(int start, int slices, double slice, bool hasCompute) => Svg.Group(
        "free",
        $"{Figures.Count(slices, "memory slice")} free{(hasCompute ? string.Empty : ", but no compute slice")}",
        Svg.Rectangle("free", Margin + (start * slice) + 1, Top, (slices * slice) - 2, Height),
        Svg.Text("quiet", hasCompute ? "free" : "spare", Margin + ((start + (slices / 2.0)) * slice), Top + (Height / 2) + 4, slices * slice, "middle"));

    private XElement Segment(GroupedSegment segment, double slice)
    {
        var (x, width) = (Margin + (segment.Start * slice) + 1, (segment.MemorySlices * slice) - 2);
        var colour = ColourOf(segment.Example.Serves[0]);
        var group = Svg.Group(
            "segment",
            Tooltip(segment),
            Html.Attribute("data-instances", string.Join(' ', segment.Instances.Select(i => i.Id))),
            Svg.Rectangle("segment", x, Top, width, Height, colour.Fill),
            colour.Pattern is { } pattern ? Svg.Rectangle("pattern", x, Top + Height - PatternHeight, width, PatternHeight, $"url(#{pattern})") : null,
            Others(segment.Example, x, width));
        var room = width - 8 - (Stripe * Stripes(segment.Example));
        var lines = Lines(segment, room);
        for (var i = 0; i < lines.Count; i++)
        {
            var text = Svg.Text(i == 0 || (i == 1 && lines.Count > UsualLines) ? "strong" : "plain", lines[i], x + 4, Top + 14 + (i * LineHeight), room);
            text.SetAttributeValue("style", $"fill:{colour.Ink}");
            group.Add(text);
        }

        return group;
    }

    // Tasks that share the segment with the first show as stripes at its right end.
    private IEnumerable<XElement> Others(Instance instance, double x, double width) =>
        instance.Serves.Skip(1).Take(Stripes(instance)).SelectMany((w, i) => TaskColours.Swatch(ColourOf(w), x + width - ((i + 1) * Stripe), Top, Stripe, Height));

    private static int Stripes(Instance instance) => Math.Min(instance.Serves.Count - 1, MostStripes);

    private TaskColour ColourOf(InstanceWork work) => colours.Of(work.Application, work.Task) ?? new TaskColour("#999999", "#000", Pattern: null);

    private IReadOnlyList<string> Lines(GroupedSegment segment, double room)
    {
        var (instance, rate, utilization) = (segment.Example, Figures.Text(segment.ItemsPerSecond), Figures.Percent(segment.Utilization));
        var batch = string.Create(CultureInfo.InvariantCulture, $"batch {instance.Batch}");
        var task = colours.Name(instance.Serves[0].Application, instance.Serves[0].Task) + (instance.Serves.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" +{instance.Serves.Count - 1}") : string.Empty);
        var spelledOut = $"{batch} · {rate} items/s";
        return room >= RoomySegment
            ? [instance.Variant, task, instance.SegmentType, TextWidth.Of(spelledOut, Svg.SmallText) <= room ? spelledOut : $"{batch} · {rate}/s", $"{utilization} utilised"]
            : [.. Broken(instance.Variant, room), instance.SegmentType, batch, $"{rate}/s", utilization];
    }

    // A name too long for a narrow segment goes on in a second line, after a hyphen or the like if there is one, else before its number.
    private static string[] Broken(string name, double width)
    {
        var fits = name.Length;
        while (fits > 1 && TextWidth.Of(name[..fits], Svg.LargeText, isBold: true) > width)
        {
            fits--;
        }

        if (fits == name.Length)
        {
            return [name];
        }

        var last = name.LastIndexOfAny(['-', '_', '.'], fits - 1) + 1;
        var number = Enumerable.Range(1, fits).LastOrDefault(i => char.IsAsciiDigit(name[i]) && !char.IsAsciiDigit(name[i - 1]));
        var at = last > 1 ? last : number > 1 ? number : fits;
        return [name[..at], name[at..]];
    }

    private string Tooltip(GroupedSegment segment)
    {
        var instance = segment.Example;
        var ids = string.Join(", ", segment.Instances.Take(MostNames).Select(i => i.Id)) + (segment.Instances.Count > MostNames ? $", … ({Figures.Count(segment.Instances.Count, "instance")})" : string.Empty);
        var serves = instance.Serves.Select(w => $"serves {w.Application}/{w.Task}: {Figures.Text(w.ItemsPerSecond)} items/s, budget {Figures.Text(Budget(w))} ms");
        return string.Join('\n', (string[])
        [
            ids,
            $"variant {instance.Variant} on {instance.SegmentType}: {Figures.Count(instance.Slices, "compute slice")}, {Figures.Count(segment.MemorySlices, "memory slice")}",
            string.Create(CultureInfo.InvariantCulture, $"batch {instance.Batch}, p95 latency {Figures.Text(instance.LatencyMilliseconds)} ms{(instance.Slowdown is { } slowdown ? $" (× {Figures.Text(slowdown)} beside others)" : string.Empty)}, memory {Figures.Text(instance.MemoryMiB)} MiB"),
            $"{Figures.Text(segment.ItemsPerSecond)} of {Figures.Text(instance.ItemsPerSecond)} items/s, {Figures.Percent(segment.Utilization)} utilised",
            .. serves,
        ]);
    }

    private double Budget(InstanceWork work) =>
        plan.Applications.FirstOrDefault(a => string.Equals(a.Name, work.Application, StringComparison.Ordinal))
            ?.Tasks.FirstOrDefault(t => string.Equals(t.Name, work.Task, StringComparison.Ordinal))?.BudgetMilliseconds ?? 0;

    private static XElement Axis(int slices, double slice)
    {
        // Labels keep some distance from each other.
        var step = (int)Math.Ceiling(24 / slice);
        return Svg.Group("axis", tooltip: null, Enumerable.Range(0, slices + 1).Where(i => i % step == 0 || i == slices).SelectMany(i => (XElement[])
        [
            Svg.Line("tick", Margin + (i * slice), Top + Height, Margin + (i * slice), Top + Height + 4),
            Svg.Text("quiet", i.ToString(CultureInfo.InvariantCulture), Margin + (i * slice), Top + Height + 16, 30, "middle"),
        ]));
    }
}
