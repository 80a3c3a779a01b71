using System.Text.Json;
using System.Xml.Linq;
using Tangram.Cli.Tests.Interference;
using Tangram.Prediction;

namespace Tangram.Cli.Tests.Commands.Interference;

/// <summary><c>tangram interference</c> on made-up observations.</summary>
public sealed class InterferenceCommandTests : IDisposable
{
    private readonly ObservedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_table_has_a_line_for_each_model_and_signal()
    {
        _folder.WithTwofold();

        var run = await Evaluate("--models", "none", "--signals", "overlap");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("trained on the first 75 % of the batches (60), tested on the other 25 % of the batches (20)", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"│ none\s+│ overlap\s+│\s+50\.0 % │\s+50\.0 % │\s+100\.0 % │\s+[\d.]+ │\s+– │", run.Output);
        Assert.Contains("nothing was learned from the test; bounds for 99.0 % of the batches", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_these_names()
    {
        _folder.WithTwofold();

        var run = await Evaluate("--models", "none", "--signals", "overlap", "--online", "--coverage", "0.9", "--json");

        using var json = JsonDocument.Parse(run.Output);
        string[] report = ["version", "observations", "batches", "trainedOn", "training", "testedOn", "test", "learnsInTest", "learnFrom", "coverageAsked", "models"];
        Assert.Equal(report, Names(json.RootElement));
        var model = json.RootElement.GetProperty("models").EnumerateArray().Single();
        string[] figures = ["model", "signal", "rows", "meanAbsoluteRelativeError", "p95AbsoluteRelativeError", "coverage", "meanBoundRatio", "updatesToConverge", "byPair", "byBatch", "overTime", "learning"];
        Assert.Equal(figures, Names(model));
        string[] errors = ["coverage", "meanAbsoluteRelativeError", "meanBoundRatio", "rows"];
        Assert.Equal((HashSet<string>)[.. errors, "coVariant", "variant"], Names(model.GetProperty("byPair")[0]).ToHashSet());
        Assert.Equal((HashSet<string>)[.. errors, "batch"], Names(model.GetProperty("byBatch")[0]).ToHashSet());
        Assert.Equal((HashSet<string>)[.. errors, "from"], Names(model.GetProperty("overTime")[0]).ToHashSet());
        Assert.Equal((0.5, 20, true, 0.9), (model.GetProperty("meanAbsoluteRelativeError").GetDouble(), model.GetProperty("rows").GetInt32(), json.RootElement.GetProperty("learnsInTest").GetBoolean(), json.RootElement.GetProperty("coverageAsked").GetDouble()));
    }

    [Fact]
    public async Task Json_goes_to_a_file_where_one_is_named()
    {
        _folder.WithTwofold();

        var run = await Evaluate("--models", "none", "--signals", "overlap", "--json", _folder.At("out.json"));

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Output));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.At("out.json"), TestContext.Current.CancellationToken));
        Assert.Equal(_folder.Observations, json.RootElement.GetProperty("observations").GetString());
    }

    [Fact]
    public async Task The_page_is_whole_and_needs_nothing_else()
    {
        _folder.WithTwofold();

        await Evaluate("--models", "none", "--signals", "overlap", "--html", _folder.At("page.html"));

        var text = await File.ReadAllTextAsync(_folder.At("page.html"), TestContext.Current.CancellationToken);
        var page = XDocument.Parse(text[text.IndexOf("<html", StringComparison.Ordinal)..]);
        Assert.DoesNotContain("://", text.Replace("http://www.w3.org", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        string[] sections = ["Error over time", "Batches above the bound", "Predicted against actual", "Error by pair", "Error by batch size", "Figures"];
        Assert.Equal(sections, page.Descendants("h2").Select(h => h.Value));
        Assert.Equal(20, page.Descendants("circle").Count());
        Assert.Contains(page.Descendants("text"), t => t.Value == "50 %");
    }

    [Fact]
    public async Task Every_model_is_evaluated_with_the_usual_signals_unless_told_otherwise()
    {
        _folder.WithTwofold();

        var run = await Evaluate("--json");

        using var json = JsonDocument.Parse(run.Output);
        var models = json.RootElement.GetProperty("models").EnumerateArray().Select(m => (m.GetProperty("model").GetString(), m.GetProperty("signal").GetString()));
        string[] signals = ["static", "ewma:alpha=0.3", "overlap"];
        Assert.Equal(PredictorCatalog.Predictors.Names.SelectMany(m => signals.Select(s => (m, s))), models!);
    }

    [Theory]
    [InlineData("--split", "0.5")]
    [InlineData("--online")]
    [InlineData("--drift", "concurrency")]
    public async Task What_always_takes_twice_as_long_is_learned_by_every_model_that_learns(params string[] options)
    {
        _folder.WithTwofold(count: 400, leastBeside: 1);

        var run = await Evaluate(["--json", .. options]);

        using var json = JsonDocument.Parse(run.Output);
        Assert.All(json.RootElement.GetProperty("models").EnumerateArray(), m =>
            Assert.InRange(m.GetProperty("meanAbsoluteRelativeError").GetDouble(), 0, m.GetProperty("model").GetString() == "none" ? 0.5 : 0.1));
    }

    [Fact]
    public async Task Models_may_learn_from_what_is_known_only_afterwards()
    {
        _folder.WithTwofold();

        var run = await Evaluate("--models", "constant,none", "--signals", "expected", "--learn-from", "overlap", "--online");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("; learned through overlap; bounds for", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linear-rls")]
    [InlineData("linear-offline")]
    public async Task A_model_that_was_fitted_predicts_as_well_when_it_is_loaded(string model)
    {
        _folder.WithTwofold(leastBeside: 1);

        await Fit("--model", model, "--output", _folder.At("p.json"));
        var run = await Evaluate("--models", "none", "--signals", "static", "--predictor", _folder.At("p.json"), "--json");

        using var json = JsonDocument.Parse(run.Output);
        var saved = json.RootElement.GetProperty("models").EnumerateArray().Last();
        Assert.Equal($"{model} of p.json", saved.GetProperty("model").GetString());
        Assert.InRange(saved.GetProperty("meanAbsoluteRelativeError").GetDouble(), 0, 0.05);
    }

    [Theory]
    [InlineData("load", "trained on batches with a load of at most")]
    [InlineData("concurrency", "trained on batches beside at most one other (54), tested on batches beside two and more (26)")]
    public async Task A_drift_trains_on_one_side_and_tests_on_the_other(string drift, string said)
    {
        _folder.WithTwofold();

        var run = await Evaluate("--models", "none", "--signals", "overlap", "--drift", drift);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
        Assert.Contains("models that learn online, and all bounds, learned from each batch of the test", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drift_of_which_the_file_has_one_side_only_is_refused()
    {
        _folder.WithTwofold(mostBeside: 1);

        AssertWrong($"{_folder.Observations}: cannot be divided by concurrency: no batch ran beside two others; rows with one batch_id name several co-runners", await Evaluate("--models", "none", "--signals", "overlap", "--drift", "concurrency"));
    }

    [Fact]
    public async Task A_fitted_model_is_saved_and_tested_again()
    {
        _folder.WithTwofold();
        var saved = _folder.At("predictor.json");

        var fit = await Fit("--model", "none", "--output", saved);
        var run = await Evaluate("--models", "none", "--signals", "overlap", "--predictor", saved);

        Assert.Equal(new CommandRun(0, $"none with overlap, fitted to 80 batches, on which it is wrong by 50.0 % on average; written to {saved}\n", string.Empty), fit);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("none of predictor.json", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_batch_is_too_few_to_fit()
    {
        _folder.WithTwofold(count: 1);
        var message = $"{_folder.Observations}: holds 1 batch; at least 6 are needed to fit a model";

        AssertWrong(message, await Fit("--model", "none", "--output", _folder.At("p.json")));
        AssertWrong(message, await Evaluate("--models", "none", "--signals", "overlap"));
        Assert.False(File.Exists(_folder.At("p.json")));
    }

    [Fact]
    public async Task A_file_that_is_not_there_says_what_it_should_be()
    {
        var run = await Evaluate("--models", "none", "--signals", "overlap");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"{_folder.Observations}: there is no such file; observations are a file whose first line is batch_id,variant,", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_is_not_right_is_named()
    {
        _folder.WithTwofold();
        await File.AppendAllTextAsync(_folder.Observations, "x,v0,1,2,10,0.5,0.5,,,,,,0,20,,,\n", TestContext.Current.CancellationToken);
        var line = (await File.ReadAllLinesAsync(_folder.Observations, TestContext.Current.CancellationToken)).Length;

        AssertWrong($"{_folder.Observations}: line {line}: share: '2' is not a share of the device, a number above 0 and at most 1", await Evaluate("--models", "none", "--signals", "overlap"));
    }

    [Theory]
    [InlineData("--split: --drift says what is trained on; give one of them", "--split", "0.5", "--drift", "load")]
    [InlineData("missing.json: there is no such file; ", "--predictor", "missing.json")]
    public async Task What_does_not_go_together_or_is_not_there_is_refused(string message, params string[] options)
    {
        _folder.WithTwofold();

        var run = await Evaluate(["--models", "none", "--signals", "overlap", .. options]);

        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--split: '1' is not a number above 0 and below 1", "--split", "1")]
    [InlineData("--coverage: '1' is not a number from 0.5 to 0.999", "--coverage", "1")]
    [InlineData("--drift: 'weather' is not load, models or concurrency", "--drift", "weather")]
    public async Task An_option_that_is_not_right_is_refused(string message, params string[] options) =>
        AssertWrong($"{message}\nsee 'tangram interference evaluate --help'", await Evaluate(options));

    private Task<CommandRun> Evaluate(params string[] options) => CommandRun.Of(["interference", "evaluate", "--observations", _folder.Observations, .. options]);

    private Task<CommandRun> Fit(params string[] options) => CommandRun.Of(["interference", "fit", "--observations", _folder.Observations, .. options]);

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name)];

    private static void AssertWrong(string message, CommandRun run) => Assert.Equal(new CommandRun(ExitCode.WrongInput, string.Empty, message), run);
}
