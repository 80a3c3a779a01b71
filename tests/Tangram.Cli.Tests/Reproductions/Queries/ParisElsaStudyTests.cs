using System.Xml.Linq;
using Tangram.Cli.Reproductions.Queries;
using Tangram.Cli.Reproductions.Stated;

namespace Tangram.Cli.Tests.Reproductions.Queries;

/// <summary>PARIS+ELSA's study, small.</summary>
public sealed class ParisElsaStudyTests
{
    private static readonly StudyProfiles Profiles = StudyProfiles.Stated();
    private static readonly QueryModel Model = new("resnet50", Profiles.Device, Profiles.Tables);

    [Fact]
    public async Task Without_a_profile_it_runs_on_the_stated_one_and_makes_up_no_figure_of_the_paper()
    {
        using var folder = new TestFolder();

        var run = await CommandRun.Of("reproduce", "paris-elsa", "--gpus", "2", "--points", "3", "--queries", "300", "--html", folder.At("q.html"), "--csv", folder.At("q.csv"));

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.All(ParisElsaStudy.Models, m => Assert.Contains($"profile of {m}: {StatedProfile.Basis}", run.Output, StringComparison.Ordinal));
        Assert.All(run.Output.Split('\n').Where(l => l.StartsWith("│ ", StringComparison.Ordinal) && l.Contains("throughput of", StringComparison.Ordinal)), l => Assert.Contains("│ not known │", l, StringComparison.Ordinal));
        Assert.Equal(3 * 7 * 3, File.ReadAllLines(folder.At("q.csv")).Count(l => l.Contains(",load,", StringComparison.Ordinal)));
        Assert.NotNull(XDocument.Parse(File.ReadAllText(folder.At("q.html"))).Root);
    }

    [Fact]
    public void Layouts_are_legal_and_as_the_designs_names_say()
    {
        var designs = new QueryDesigns(Model, Profiles.Device, 8).All(Profiles.Tables, new Simulation.Randomness.RandomStreams(1).Stream("layout"), TestContext.Current.CancellationToken);

        Assert.Equal(QueryDesigns.Names, designs.Select(d => d.Name));
        Assert.Equal(["56 × 1g.10gb", "24 × 2g.20gb", "16 × 3g.40gb", "8 × 7g.80gb"], designs.Skip(2).Take(4).Select(d => d.Layout));
        Assert.True(designs[0].Segments.Select(s => s.Size.Name).Distinct().Count() > 1);
        Assert.All(designs, d => Assert.All(d.Segments.GroupBy(s => s.Device), g => Assert.True(g.Sum(s => s.Size.ComputeSlices) <= 7 && g.Sum(s => s.Size.MemorySlices) <= 8)));
    }

    [Fact]
    public void A_query_that_never_waits_takes_as_long_as_a_batch_of_its_size()
    {
        var whole = Model.Sizes[^1];
        var serving = new QueryServing(Model, new QueryDesign("one", "fifs", [(whole, 0)]), queries: 5000, seed: 1);

        var point = serving.At(serving.Capacity * 1e-4, TestContext.Current.CancellationToken);

        Assert.InRange(point.P95Milliseconds, 0.9 * serving.AloneMilliseconds, 1.1 * serving.AloneMilliseconds);
        Assert.Equal(Model.LatencyOn(whole.Name).Of(QuerySizes.P95).TotalMilliseconds, serving.AloneMilliseconds);
        Assert.Equal(Model.LatencyOn(whole.Name).Of(32) * 1.5, Model.Objective);
    }

    [Fact]
    public void At_the_bounded_throughput_p95_is_within_the_objective_and_a_little_above_it_is_not()
    {
        var design = new QueryDesign("all", "elsa", [.. Enumerable.Range(0, 4).Select(d => (Model.Sizes[^1], d))]);
        var serving = new QueryServing(Model, design, queries: 3000, seed: 1);

        var bounded = serving.Bounded(TestContext.Current.CancellationToken)!;

        Assert.True(bounded.P95Milliseconds <= Model.Objective.TotalMilliseconds);
        Assert.True(serving.At(bounded.QueriesPerSecond * 1.05, TestContext.Current.CancellationToken).P95Milliseconds > Model.Objective.TotalMilliseconds);
        Assert.InRange(bounded.QueriesPerSecond, serving.Capacity * 0.3, serving.Capacity * 1.05);
    }
}
