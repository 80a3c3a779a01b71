using System.Xml.Linq;
using Tangram.Cli.Reproductions.Days;
using Tangram.Cli.Reproductions.Stated;
using Tangram.Core.Files;

namespace Tangram.Cli.Tests.Reproductions.Days;

/// <summary>JigsawServe's figure 4 made anew, on few points.</summary>
public sealed class JigsawFigure4Tests
{
    [Fact]
    public async Task Without_a_profile_it_runs_on_the_stated_one_and_says_so()
    {
        using var folder = new TestFolder();
        string[] line = ["reproduce", "jigsaw-fig4", "--points", "3", "--seconds", "0.2", "--html", folder.At("day.html"), "--csv", folder.At("day.csv")];

        var run = await CommandRun.Of(line);
        var points = File.ReadAllLines(folder.At("day.csv"));
        var again = await CommandRun.Of(line);

        Assert.Equal((0, run.Output), (run.ExitCode, again.Output));
        Assert.Equal(points, File.ReadAllLines(folder.At("day.csv")));
        Assert.Equal(1 + (3 * 4 * 3), points.Length);
        Assert.All(JigsawFigure4.Examples, e => Assert.Contains($"profile of {e}: {StatedProfile.Basis}", run.Output, StringComparison.Ordinal));
        Assert.Matches(@"│ A\+S\+T: slices on average +│ +43\.3 % \[P\] │", run.Output);
        Assert.Contains("4 × h100-80gb, 28 slices; 3 of 288 points, 0.2 s of each; seed 1", run.Output, StringComparison.Ordinal);
        Assert.Equal(3 * 3, XDocument.Parse(File.ReadAllText(folder.At("day.html"))).Descendants("path").Count(p => p.Attribute("class")?.Value == "series" && p.Attribute("stroke")?.Value == "#0072B2" && p.Attribute("d")?.Value != "M0,6 H26"));
    }

    [Fact]
    public async Task With_a_profile_it_runs_on_its_device()
    {
        using var folder = new TestFolder();
        var a100 = Core.Devices.DeviceCatalog.Find("a100-80gb")!;
        File.WriteAllText(folder.Profile, JsonFile.Write(StatedProfile.Of(a100, StatedModels.All) with { Machine = "a machine" }));

        var run = await CommandRun.Of("reproduce", "jigsaw-fig4", "--points", "1", "--seconds", "0.1", "--profile", folder.Profile);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("profile of traffic: measured: a machine", run.Output, StringComparison.Ordinal);
        Assert.Contains("4 × a100-80gb", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_simulated_is_refused()
    {
        var points = await CommandRun.Of("reproduce", "jigsaw-fig4", "--points", "289");
        var seconds = await CommandRun.Of("reproduce", "jigsaw-fig4", "--seconds", "0");
        var dispatch = await CommandRun.Of("reproduce", "jigsaw-fig4", "--dispatch", "dice");

        Assert.Equal((2, "--points: '289' is not a whole number from 1 to 288"), (points.ExitCode, points.Error.Split('\n')[0]));
        Assert.Equal((2, "--seconds: '0' is not a number above 0, at most 300"), (seconds.ExitCode, seconds.Error.Split('\n')[0]));
        Assert.Equal(2, dispatch.ExitCode);
    }
}
