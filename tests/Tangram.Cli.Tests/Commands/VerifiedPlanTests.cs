using Tangram.Cli.Files;

namespace Tangram.Cli.Tests.Commands;

/// <summary><c>tangram plan --verify</c>, with the simulator it is there for.</summary>
public sealed class VerifiedPlanTests : IDisposable
{
    private readonly TestFolder _folder = new TestFolder().WithGpuApplication();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_verified_plan_reaches_its_attainment_on_requests_of_another_seed()
    {
        var plan = _folder.At("plan.json");
        var run = await Plan("--verify", "0.99", "--demand", "60", "--gpu", "a100-80gb=4", "--output", plan);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error.Contains("simulat", StringComparison.Ordinal) ? string.Empty : run.Error));

        Assert.Contains("│ as asked  │", run.Output, StringComparison.Ordinal);
        Assert.Contains("│ verified  │", run.Output, StringComparison.Ordinal);
        Assert.Matches("slices before(,| and) .*after.*; attainment in simulation at least (0\\.99[0-9]*|1), asked for 0\\.99; [0-9]+ plans? simulated", run.Output);
        Assert.InRange(await AttainmentAsync(plan, seed: "4711"), 0.99, 1);
    }

    [Fact]
    public async Task Where_the_plan_as_asked_does_not_reach_it_another_takes_more_slices()
    {
        var (asked, verified) = (_folder.At("asked.json"), _folder.At("verified.json"));
        await Tight("--max-demand", "--queueing-factor", "1", "--gpu", "a100-80gb", "--output", asked);
        var demand = PlanFile.Load(asked).Applications[0].Demand.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        var run = await Tight("--verify", "0.99", "--demand", demand, "--queueing-factor", "1", "--gpu", "a100-80gb=3", "--output", verified);

        Assert.Equal(0, run.ExitCode);
        Assert.InRange(PlanFile.Load(verified).Slices, PlanFile.Load(asked).Slices + 1, 21);
    }

    [Fact]
    public async Task What_no_plan_reaches_is_told_with_the_best_there_is()
    {
        var plan = _folder.At("plan.json");
        var run = await Tight("--verify", "0.999", "--max-demand", "--queueing-factor", "1", "--gpu", "a100-80gb", "--output", plan);

        Assert.Equal(3, run.ExitCode);
        Assert.Matches("no plan that was simulated reaches an attainment of 0\\.999: the best of [0-9]+ plans? reaches 0\\.[0-9]+ with [0-9]+ slices; give fewer requests", run.Error);
        Assert.False(File.Exists(plan));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("NaN")]
    public async Task An_attainment_that_is_none_is_refused(string attainment)
    {
        var run = await Plan("--verify", attainment, "--gpu", "a100-80gb");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"--verify: '{attainment}' is not a number above 0 and below 1, such as 0.994", run.Error, StringComparison.Ordinal);
    }

    private async Task<double> AttainmentAsync(string plan, string seed)
    {
        var run = await Run("simulate", "--application", _folder.At("video.yaml"), "--profile", _folder.At("gpu.json"), "--plan", plan, "--seed", seed, "--duration", "300", "--json");
        Assert.Equal(0, run.ExitCode);
        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        return json.RootElement.GetProperty("alternatives")[0].GetProperty("applications")[0].GetProperty("attainment").GetProperty("mean").GetDouble();
    }

    // Latencies of 60 ms in 70: nothing may wait.
    private Task<CommandRun> Tight(params string[] arguments)
    {
        File.WriteAllText(_folder.At("tight.yaml"), File.ReadAllText(_folder.At("video.yaml")).Replace("latencyMilliseconds: 200", "latencyMilliseconds: 70", StringComparison.Ordinal));
        return Run(["plan", "--application", _folder.At("tight.yaml"), "--profile", _folder.At("gpu.json"), .. arguments]);
    }

    private Task<CommandRun> Plan(params string[] arguments) => Run(["plan", "--application", _folder.At("video.yaml"), "--profile", _folder.At("gpu.json"), .. arguments]);

    private static Task<CommandRun> Run(params string[] arguments) => CommandRun.Of(arguments);
}
