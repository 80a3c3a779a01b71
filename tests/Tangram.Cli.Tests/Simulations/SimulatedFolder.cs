using System.Text.Json.Nodes;
using Tangram.Core.Files;
using Tangram.Core.Plans;

namespace Tangram.Cli.Tests.Simulations;

/// <summary>A temporary folder with two small applications for GPUs, their profiles, and plans of them; gone when disposed.</summary>
internal sealed class SimulatedFolder : IDisposable
{
    private readonly TestFolder _folder = new TestFolder().WithGpuApplication().WithTwoApplications();

    public string At(string name) => _folder.At(name);

    public void Dispose() => _folder.Dispose();

    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    /// <summary>Plans the video application, and returns the file.</summary>
    public async Task<string> Plan(string name = "plan.json", string demand = "60")
    {
        var run = await CommandRun.Of("plan", "--application", At("video.yaml"), "--profile", At("gpu.json"), "--gpu", "a100-80gb=2", "--demand", demand, "--output", At(name));
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        return At(name);
    }

    /// <summary>Plans both of the two applications.</summary>
    public async Task<string> PlanTwo()
    {
        var run = await CommandRun.Of("plan", "--application", At("two.yaml"), "--profile", At("common.json"), "--gpu", "a100-80gb", "--demand", "20", "--output", At("both.json"));
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        return At("both.json");
    }

    /// <summary>Simulates a plan of the video application.</summary>
    public Task<CommandRun> Simulate(string plan, params string[] options) =>
        CommandRun.Of(["simulate", "--plan", plan, "--application", At("video.yaml"), "--profile", At("gpu.json"), .. options]);

    /// <summary>Simulates one, and reads its figures.</summary>
    public async Task<JsonNode> Figures(string plan, params string[] options)
    {
        var run = await Simulate(plan, [.. options, "--json"]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        return JsonNode.Parse(run.Output)!;
    }

    public static Plan Load(string file) => JsonFile.Read<Plan>(File.ReadAllText(file), file);
}
