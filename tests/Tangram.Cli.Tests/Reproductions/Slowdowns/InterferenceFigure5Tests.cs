using System.Text.Json;
using System.Xml.Linq;
using Tangram.Cli.Reproductions.Slowdowns;
using Tangram.Prediction.Signals;

namespace Tangram.Cli.Tests.Reproductions.Slowdowns;

/// <summary>The figure, of recordings in which what holds was planted.</summary>
public sealed class InterferenceFigure5Tests : IDisposable
{
    private readonly PlantedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_recording_is_used_instead_of_measuring_and_named()
    {
        _folder.WithPairs(Overlapping);

        var run = await _folder.Figure();

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains($"observations: the recording {_folder.Observations}; nothing was measured", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.All(SignalStudy.Signals, s => Assert.Contains($"│ {s} ", run.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_only_overlap_counts_statements_about_dynamics_hold()
    {
        _folder.WithPairs(Overlapping);

        var run = await _folder.Figure();

        AssertOurs("Error where changes are ignored", @"holds: up to \d+\.\d %", run);
        AssertOurs("Moving average \\(EWMA\\)", "holds", run);
    }

    [Fact]
    public async Task Where_only_what_ran_at_the_start_counts_they_do_not()
    {
        _folder.WithPairs(p => p.Length == 0 ? 1 : 5);

        var run = await _folder.Figure();

        AssertOurs("Error where changes are ignored", "(cannot be told|does not hold.*)", run);
        AssertOurs("Moving average \\(EWMA\\)", "does not hold", run);
    }

    [Fact]
    public async Task Where_overlap_counts_but_little_dynamics_are_not_worth_60_percent()
    {
        _folder.WithPairs(p => 1 + (0.3 * p.Sum(o => o.Overlap)));

        AssertOurs("Error where changes are ignored", @"does not hold: up to \d+\.\d %", await _folder.Figure());
    }

    [Fact]
    public async Task A_static_model_breaks_where_high_load_is_otherwise_than_low_and_not_where_it_is_the_same()
    {
        _folder.With(1200, ByLoad, (_, p) => p[0].Overlap <= 0.5 ? 1 + p[0].Overlap : 1 + (6 * p[0].Overlap));
        AssertOurs("Changed load", @"holds: \d+\.\d %, refitted \d+\.\d %", await _folder.Figure());

        _folder.With(1200, ByLoad, (_, p) => 1 + p[0].Overlap);
        AssertOurs("Changed load", @"does not hold: \d+\.\d %, refitted \d+\.\d %", await _folder.Figure());
    }

    [Fact]
    public async Task A_change_that_the_recording_does_not_have_is_said_to_be_missing()
    {
        _folder.WithPairs(Overlapping);

        var run = await _folder.Figure();

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"│ concurrency +│ not in this recording", run.Output);
        AssertOurs("Changed concurrency", "cannot be told", run);
        Assert.Contains("Changed concurrency: the recording cannot be divided by concurrency: no batch ran beside two others", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Least_squares_learns_a_line_sooner_and_descent_loses_nothing_where_there_is_nothing_to_learn()
    {
        _folder.WithPairs(Overlapping);
        AssertOurs("RLS against SGD", "holds.*", await _folder.Figure());

        // Wild noise around 1, where descent starts, and in which least squares finds at first what is not there.
        var random = new Random(5);
        _folder.With(600, i => i % 2 == 0 ? [] : [new Presence(0, 1, 1)], (_, _) => random.Next(2) == 0 ? 0.4 : 1.6);
        AssertOurs("RLS against SGD", "(does not hold|cannot be told|holds in . of .)", await _folder.Figure());
    }

    [Fact]
    public async Task Page_points_and_json_are_whole()
    {
        _folder.WithPairs(Overlapping);

        var run = await _folder.Figure("--html", _folder.At("f.html"), "--csv", _folder.At("f.csv"), "--json", _folder.At("f.json"));

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Output));
        var text = await File.ReadAllTextAsync(_folder.At("f.html"), TestContext.Current.CancellationToken);
        string[] sections = ["Signals of a changing co-location", "Error after a change", "Ours after a change", "Paper and ours"];
        Assert.Equal(sections, XDocument.Parse(text[text.IndexOf("<html", StringComparison.Ordinal)..]).Descendants("h2").Select(h => h.Value));
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(_folder.At("f.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(SignalStudy.Signals.Count * SignalStudy.Models.Count * 2, lines.Count(l => l.StartsWith("signals,", StringComparison.Ordinal)));
        Assert.Equal(20 * (4 + 6 + 6), lines.Count(l => l.StartsWith("changes,", StringComparison.Ordinal)));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.At("f.json"), TestContext.Current.CancellationToken));
        string[] names = ["version", "figure", "source", "batches", "aloneError", "signals", "changes", "targets", "comparison"];
        Assert.Equal(names, json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(ChangeStudy.Changes, json.RootElement.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("change").GetString()!));
    }

    [Fact]
    public async Task Ours_is_shown_beside_what_is_asked_of_it_also_where_it_falls_short()
    {
        _folder.With(1200, ByLoad, (i, p) => (1 + p[0].Overlap) * (i % 2 == 0 ? 0.9 : 1.1));

        var run = await _folder.Figure();

        // The line is right already, so nothing can be much better.
        Assert.Matches(@"│ load: mean error of best over linear-offline +│ at most 0\.60 +│ +\d+\.\d\d │ +no │", run.Output);
        Assert.Matches(@"│ load: within the bound of best +│ +98\.5 to 99\.5 % │ +\d+\.\d % │", run.Output);
        Assert.Matches(@"│ concurrency: mean error of best over linear-offline +│ at most 0\.60 +│ +– │ +cannot be told │", run.Output);
    }

    [Theory]
    [InlineData("--duration", "30")]
    [InlineData("--cores", "1")]
    [InlineData("--output", "o.csv")]
    public async Task What_is_about_measuring_does_not_go_with_a_recording(string option, string value)
    {
        var run = await _folder.Figure(option, value);

        Assert.Equal((2, $"{option} does not go with --observations, with which nothing is measured"), (run.ExitCode, run.Error.Split('\n')[0]));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("soon")]
    public async Task A_time_to_measure_that_is_none_is_refused(string time)
    {
        var run = await CommandRun.Of("reproduce", "interference-fig5", "--duration", time);

        Assert.Equal((2, $"--duration: '{time}' is not a time above 0 such as 90, 10m or 1h"), (run.ExitCode, run.Error.Split('\n')[0]));
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_refused_before_anything_is_measured()
    {
        _folder.WithPairs(Overlapping, count: 8);
        var file = Path.Combine(_folder.Observations, "f.html");

        var run = await CommandRun.Of("reproduce", "interference-fig5", "--html", file);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"{file}: cannot be written: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_too_short_to_learn_from_is_refused()
    {
        _folder.WithPairs(Overlapping, count: 7);

        var run = await _folder.Figure();

        Assert.Equal((2, $"{_folder.Observations}: holds 7 batches, of which 5 are to be trained on; at least 6 are needed to fit a model"), (run.ExitCode, run.Error));
    }

    private static double Overlapping(Presence[] beside) => 1 + (4 * beside.Sum(p => p.Overlap));

    private static Presence[] ByLoad(int number) => [new Presence(0, number * 7919 % 100 / 100.0, 1)];

    private static void AssertOurs(string name, string ours, CommandRun run) => Assert.Matches($@"│ {name} +│ +[^│]+│ +{ours} │", run.Output);
}
