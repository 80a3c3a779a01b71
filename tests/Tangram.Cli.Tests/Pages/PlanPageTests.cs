using System.Globalization;
using System.Xml.Linq;
using Tangram.Cli.Pages;
using Tangram.Cli.Plans;
using Tangram.Cli.Tests.Plans;

namespace Tangram.Cli.Tests.Pages;

/// <summary>The page of a plan, read back as what it is: XML with drawings in it.</summary>
public sealed class PlanPageTests
{
    public static TheoryData<int, int, int, bool> Fleets => new()
    {
        { 1, 1, 1, false },
        { 2, 1, 3, true },
        { 7, 3, 3, true },
        { 40, 11, 1, false },
        { 100, 2, 6, true },
    };

    [Theory]
    [MemberData(nameof(Fleets))]
    public void Every_instance_is_drawn_once(int gpus, int applications, int tasks, bool split)
    {
        var result = FleetPlans.Of(gpus, applications, tasks, split);

        var drawn = Read(result).Descendants("g").Attributes("data-instances").SelectMany(a => a.Value.Split(' '));

        Assert.Equal(result.Plan.Instances.Select(i => i.Id).Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Fleets))]
    public void Segments_of_a_device_do_not_overlap_and_lie_inside_it(int gpus, int applications, int tasks, bool split)
    {
        var devices = Read(FleetPlans.Of(gpus, applications, tasks, split)).Descendants("figure").Select(f => f.Element("svg")!).ToList();

        Assert.NotEmpty(devices);
        Assert.All(devices, device =>
        {
            var stretches = device.Descendants("rect").Where(r => r.Attribute("class")!.Value is "segment" or "free").Select(r => (Left: Number(r, "x"), Right: Number(r, "x") + Number(r, "width"))).OrderBy(s => s.Left).ToList();
            Assert.True(stretches[0].Left >= 0 && stretches[^1].Right <= Number(device, "width"));
            Assert.All(stretches.Zip(stretches.Skip(1)), pair => Assert.True(pair.First.Right <= pair.Second.Left));
            Assert.All(device.Descendants("rect"), r => Assert.True(Number(r, "y") >= 0 && Number(r, "y") + Number(r, "height") <= Number(device, "height")));
        });
    }

    [Fact]
    public void Segments_are_as_wide_as_their_memory_slices()
    {
        var result = FleetPlans.Of(1, 1);

        var widths = Read(result).Descendants("rect").Where(r => r.Attribute("class")!.Value == "segment").Select(r => Number(r, "width") + 2);

        Assert.Equal(result.Plan.Placements.Select(p => p.MemorySlices * 70.0), widths);
    }

    [Theory]
    [MemberData(nameof(Fleets))]
    public void Text_is_legible_and_no_wider_than_what_it_stands_in(int gpus, int applications, int tasks, bool split)
    {
        var page = Read(FleetPlans.Of(gpus, applications, tasks, split) with { Tradeoffs = FleetPlans.Tradeoffs });

        Assert.All(page.Descendants("text"), t => Assert.True(Number(t, "font-size") >= 11));
        Assert.All(page.Descendants("g").Where(g => g.Attribute("class")!.Value == "segment"), segment =>
        {
            var rectangle = segment.Element("rect")!;
            Assert.All(segment.Elements("text"), t => Assert.True(TextWidth.Of(t.Value, Number(t, "font-size")) <= Number(rectangle, "width") - 8));
            Assert.All(segment.Elements("text"), t => Assert.True(Number(t, "y") < Number(rectangle, "y") + Number(rectangle, "height")));
        });
    }

    [Fact]
    public void Names_are_escaped()
    {
        var result = FleetPlans.Of(1, 1);
        var (from, to) = (result.Plan.Instances[0].Variant, "<script>alert(\"&\")</script>");

        var text = PlanPage.Write(result with { Plan = result.Plan with { Instances = [.. result.Plan.Instances.Select(i => i.Variant == from ? i with { Variant = to } : i)] } });

        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", text, StringComparison.Ordinal);
        Assert.Contains(Parse(text).Descendants("title"), t => t.Value.Contains(to, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_needs_nothing_else()
    {
        var text = PlanPage.Write(FleetPlans.Of(2, 1) with { Tradeoffs = FleetPlans.Tradeoffs, Explanation = FleetPlans.Explanation });

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", text, StringComparison.Ordinal);
        Assert.DoesNotContain("http", text, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", text, StringComparison.Ordinal);

        // What HTML would take for an element that goes on.
        Assert.DoesNotMatch("<(div|span|td|p|b|li|ul|section|details|summary|title|style|article|figure|figcaption|h[1-3])( [^>]*)?/>", text);
    }

    [Fact]
    public void Equal_devices_of_a_fleet_are_drawn_once()
    {
        var result = FleetPlans.Of(1000, 1, 1);

        var figures = Read(result).Descendants("figure").ToList();

        Assert.True(figures.Count < 200, $"{figures.Count} drawings");
        Assert.Contains(" × a100-80gb (", figures[0].Element("figcaption")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_are_told_apart_by_colour_and_beyond_seven_by_pattern_too()
    {
        var legend = Read(FleetPlans.Of(7, 11, 1)).Descendants("ul").Single(u => u.Attribute("class")!.Value == "legend");

        var looks = legend.Elements("li").Select(li => string.Join(' ', li.Descendants("rect").Select(r => r.Attribute("fill")!.Value))).ToList();
        Assert.Equal(11, looks.Distinct().Count());
        Assert.Equal(7, looks.Count(l => !l.Contains("url(", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_machine_of_many_cores_is_drawn_across_the_page()
    {
        var result = FleetPlans.Of(1, 1);
        var model = Core.Devices.CpuDevice.Model(64, 65536);
        var inventory = Core.Devices.Inventory.Of(model);
        var plan = result.Plan with
        {
            Pools = [new("cpu", 1, 1)],
            Instances = [.. Enumerable.Range(0, 64).Select(i => result.Plan.Instances[0] with { Id = $"task-1-{i}", DeviceModel = "cpu", Profile = "1c", Slices = 1 })],
            Placements = [.. Enumerable.Range(0, 64).Select(i => new Core.Plans.Placement($"task-1-{i}", 0, i, 1))],
        };

        var page = Read(result with { Plan = plan, Problem = result.Problem with { Inventory = inventory } });

        Assert.Equal("device wide", page.Descendants("figure").Single().Attribute("class")!.Value);
        Assert.Equal(64, page.Descendants("g").Count(g => g.Attribute("class")!.Value == "segment"));
    }

    [Theory]
    [InlineData("1 2 3", "1–3")]
    [InlineData("0 2 3 9", "0, 2–3, 9")]
    [InlineData("0 2 4 6 8 10", "0, 2, 4, 6, …")]
    public void Device_numbers_are_told_as_ranges(string numbers, string expected) =>
        Assert.Equal(expected, DeviceDrawing.Ranges([.. numbers.Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture))]));

    private static XElement Read(PlanResult result) => Parse(PlanPage.Write(result));

    private static XElement Parse(string page) => XDocument.Parse(page).Root!;

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
