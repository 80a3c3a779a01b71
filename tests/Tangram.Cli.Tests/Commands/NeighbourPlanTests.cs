using System.Globalization;
using Tangram.Cli.Files;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Prediction;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Signals;

namespace Tangram.Cli.Tests.Commands;

/// <summary><c>tangram plan</c> with what segments do to their neighbours.</summary>
public sealed class NeighbourPlanTests : IDisposable
{
    private readonly TestFolder _folder = new TestFolder().WithApplication().WithProfile().WithGpuApplication();

    private string Recording => _folder.At("observations.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_recording_slows_down_what_is_planned_and_the_table_says_by_how_much()
    {
        // On four cores a core has three neighbours, of 0.1 each: 130 ms and 7.7 items/s instead of 100 and 10, and 65 ms instead of 50.
        Record(added: 0.1);

        var run = await Plan("--demand", "8", "--observations", Recording, "--output", _folder.At("plan.json"));

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("│ slowdown │", run.Output, StringComparison.Ordinal);
        Assert.Matches("│ detect +│ large +│ +1 │ +1 │ +8 │ 2 × 1c +│ +1 │ +260 │ +0 │ +52 % │ +1.3 │", run.Output);
        Assert.Matches("│ orient +│ left out .*│ +– │", run.Output);
        Assert.Contains("4 of 4 slices; ", run.Output, StringComparison.Ordinal);
        Assert.Contains("latency 403 ms (objective 1,000 ms)", run.Output, StringComparison.Ordinal);
        Assert.All(PlanFile.Load(_folder.At("plan.json")).Instances, i => Assert.Equal(1.3, i.Slowdown));
    }

    [Fact]
    public async Task Without_one_plans_are_as_they_were()
    {
        var run = await Plan("--demand", "8", "--json");

        Assert.DoesNotContain("slowdown", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, JsonFile.Read<Plan>(run.Output, "output").Slices);
    }

    [Fact]
    public async Task The_mean_neighbours_slow_less_than_the_worst()
    {
        Record(added: 0.02, addedByRec: 0.2);

        var worst = await SlowdownsAsync();
        var same = await SlowdownsAsync("--neighbours", "worst");
        var mean = await SlowdownsAsync("--neighbours", "mean");

        Assert.Equal(worst, same);
        Assert.All(worst, w => Assert.Equal(1.6, w, 0.02));
        Assert.All(mean, m => Assert.InRange(m, 1.06, 1.5));
    }

    [Fact]
    public async Task A_fitted_predictor_takes_the_place_of_a_recording()
    {
        Record(added: 0.1);
        var fit = await CommandRun.Of("interference", "fit", "--observations", Recording, "--model", "constant", "--output", _folder.At("predictor.json"));

        var run = await Plan("--demand", "8", "--predictor", _folder.At("predictor.json"), "--json");

        Assert.Equal((0, 0), (fit.ExitCode, run.ExitCode));
        Assert.All(JsonFile.Read<Plan>(run.Output, "output").Instances, i => Assert.Equal(1.3, i.Slowdown!.Value, 1e-6));
    }

    [Fact]
    public async Task Checking_a_plan_takes_its_factors_or_works_them_out_from_a_recording()
    {
        Record(added: 0.1);
        var (alone, beside) = (_folder.At("alone.json"), _folder.At("beside.json"));
        await Plan("--demand", "8", "--output", alone);
        await Plan("--demand", "8", "--forbid", "small", "--observations", Recording, "--output", beside);

        Assert.Equal((0, "sound\n"), Told(await Plan("--check", beside)));
        Assert.Equal((0, "sound\n"), Told(await Plan("--check", beside, "--observations", Recording, "--forbid", "small")));
        Assert.Equal((0, "sound\n"), Told(await Plan("--check", alone)));
        var refused = await Plan("--check", alone, "--observations", Recording);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"{alone}: instances[0].serves[0]: slowdown: is 1; worked out anew it is 1.3\n", refused.Error, StringComparison.Ordinal);
        Assert.Equal((2, string.Empty), Told(await Plan("--check", beside, "--forbid", "large")));
    }

    [Fact]
    public async Task Explaining_says_what_neighbours_cost()
    {
        Record(added: 0.1);

        var run = await Plan("--demand", "8", "--observations", Recording, "--explain");

        Assert.Contains("What binds: capacity and interference;", run.Output, StringComparison.Ordinal);
        Assert.Matches("│ neighbours that slow nothing down +│ +1 │ +2 \\(−2\\) │", run.Output);
    }

    [Fact]
    public async Task A_verified_plan_is_simulated_with_the_recording_and_reaches_its_attainment_there()
    {
        Record(added: 0.3);
        var (alone, beside) = (_folder.At("alone.json"), _folder.At("beside.json"));

        var without = await Gpu("--verify", "0.99", "--output", alone);
        var with = await Gpu("--verify", "0.99", "--neighbours", "mean", "--observations", Recording, "--output", beside);

        Assert.Equal((0, 0), (without.ExitCode, with.ExitCode));
        Assert.InRange(await AttainmentAsync(alone), 0, 0.97);
        Assert.InRange(await AttainmentAsync(beside), 0.99, 1);
        Assert.True(PlanFile.Load(beside).Slices > PlanFile.Load(alone).Slices);
    }

    [Theory]
    [InlineData("--observations and --predictor exclude each other; give one of them", "--observations", "a", "--predictor", "b")]
    [InlineData("--neighbours says how --observations or --predictor is counted; give one of them", "--neighbours", "mean")]
    [InlineData("--neighbours: 'best' is not worst or mean", "--neighbours", "best", "--observations", "a")]
    public async Task A_wrong_command_line_is_answered_with_what_would_be_right(string message, params string[] arguments)
    {
        var run = await CommandRun.Of(["plan", "--application", "x", .. arguments]);

        Assert.Equal((2, $"{message}\nsee 'tangram plan --help'"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Files_that_are_not_as_they_should_be_are_named()
    {
        ObservationFile.Save(Recording, [new Observation("0", Runner("large"), 10, 10, [], 0)]);

        Assert.Equal($"{Recording}: nothing ran beside any of the batches observed", (await Plan("--observations", Recording)).Error);
        Assert.StartsWith($"{_folder.At("none.csv")}: there is no such file; ", (await Plan("--observations", _folder.At("none.csv"))).Error, StringComparison.Ordinal);
        Assert.StartsWith($"{_folder.At("none.json")}: there is no such file; ", (await Plan("--predictor", _folder.At("none.json"))).Error, StringComparison.Ordinal);
    }

    // Every variant beside every other all the time.
    private void Record(double added, double? addedByRec = null)
    {
        string[] variants = ["small", "large", "rec", "yolo-n", "yolo-x", "classify"];
        ObservationFile.Save(Recording, from round in Enumerable.Range(0, 50)
                                        from own in variants
                                        from other in variants
                                        let slowdown = 1 + (other == "rec" ? addedByRec ?? added : added)
                                        select new Observation(string.Create(CultureInfo.InvariantCulture, $"{round}-{own}-{other}"), Runner(own), 10, 10 * slowdown, [new ObservedCoRunner(Runner(other), new Presence(0, 1, 1))], round));
    }

    private static Runner Runner(string variant) => new(new Signature(variant, 0.5, 0.25), 1, 0.5);

    private async Task<IReadOnlyList<double>> SlowdownsAsync(params string[] arguments)
    {
        var run = await Plan(["--demand", "2", "--observations", Recording, "--json", .. arguments]);
        return [.. JsonFile.Read<Plan>(run.Output, "output").Instances.Select(i => i.Slowdown!.Value)];
    }

    private static (int ExitCode, string Output) Told(CommandRun run) => (run.ExitCode, run.Output);

    private async Task<double> AttainmentAsync(string plan)
    {
        var run = await CommandRun.Of("simulate", "--application", _folder.At("video.yaml"), "--profile", _folder.At("gpu.json"), "--plan", plan, "--observations", Recording, "--seed", "4711", "--duration", "300", "--json");
        Assert.Equal(0, run.ExitCode);
        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        return json.RootElement.GetProperty("alternatives")[0].GetProperty("applications")[0].GetProperty("attainment").GetProperty("mean").GetDouble();
    }

    private Task<CommandRun> Plan(params string[] arguments) => CommandRun.Of(["plan", "--application", _folder.Root, "--profile", _folder.Profile, .. arguments]);

    private Task<CommandRun> Gpu(params string[] arguments) =>
        CommandRun.Of(["plan", "--application", _folder.At("video.yaml"), "--profile", _folder.At("gpu.json"), "--demand", "150", "--gpu", "a100-80gb=8", .. arguments]);
}
