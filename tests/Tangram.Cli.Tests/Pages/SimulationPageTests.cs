using System.Xml.Linq;
using Tangram.Cli.Tests.Simulations;

namespace Tangram.Cli.Tests.Pages;

/// <summary>The page of a simulation.</summary>
public sealed class SimulationPageTests : IDisposable
{
    private readonly SimulatedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_needs_nothing_else_and_shows_every_part()
    {
        var page = await Page("--duration", "10");

        Assert.Equal(["Applications", "Latency", "Course", "Batches", "Segments"], page.Descendants("h2").Select(h => h.Value.Trim()));
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName is "src" or "href");
        Assert.Empty(page.Descendants("script"));
        Assert.Contains(page.Descendants("text"), t => t.Value == "objective 200 ms");
        Assert.Contains(page.Descendants("g"), g => g.Attribute("class")!.Value == "run");
    }

    [Fact]
    public async Task Alternatives_have_a_chart_of_their_own()
    {
        var page = await Page("--duration", "5", "--compare", "elsa,fifs");

        Assert.Contains(page.Descendants("h2"), h => h.Value.StartsWith("Alternatives", StringComparison.Ordinal));
        Assert.Equal(2, page.Descendants("g").Count(g => g.Attribute("class")!.Value == "interval"));
    }

    [Fact]
    public async Task A_run_without_a_request_that_is_answered_still_makes_a_page()
    {
        var page = await Page("--duration", "1ms", "--rate", "0.001");

        Assert.Contains(page.Descendants("p"), p => p.Value == "No request was answered.");
    }

    [Fact]
    public async Task All_numbers_in_drawings_are_finite()
    {
        var page = await Page("--duration", "5", "--fail", "detect-0@2:1");

        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Value.Contains("NaN", StringComparison.Ordinal) || a.Value.Contains('∞'));
        Assert.Contains(page.Descendants("text"), t => t.Value == "detect-0 dies");
    }

    private async Task<XElement> Page(params string[] options)
    {
        var run = await _folder.Simulate(await _folder.Plan(), [.. options, "--html", _folder.At("page.html")]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        var text = await File.ReadAllTextAsync(_folder.At("page.html"), TestContext.Current.CancellationToken);
        return XElement.Parse(text["<!DOCTYPE html>\n".Length..]);
    }
}
