using System.Runtime.InteropServices;
using Tangram.Cli.Files;
using Tangram.Core.Plans;
using Tangram.TestKit.Gpus;

namespace Tangram.Cli.Tests.Cuts;

/// <summary><c>apply</c>, <c>export</c> and <c>assert</c> as processes, on GPUs that are a file.</summary>
public sealed class CutCommandTests : IDisposable
{
    private const string Configs = """
        version: v1
        mig-configs:
          none:
            - devices: all
              mig-enabled: true
              mig-devices: {}
          small:
            - devices: all
              mig-enabled: true
              mig-devices:
                "1g.10gb": 1
                "2g.20gb": 1
          large:
            - devices: [0]
              mig-enabled: true
              mig-devices: {"2g.20gb": 1, "3g.40gb": 1}
          off:
            - devices: [0]
              mig-enabled: false
          impossible:
            - devices: all
              mig-enabled: true
              mig-devices: {"4g.40gb": 2}
          foreign:
            - devices: all
              mig-enabled: true
              mig-devices: {"1g.5gb": 1}
        """;

    private readonly FakeGpus _gpus = new("a100-80gb");
    private readonly string _file;

    public CutCommandTests()
    {
        _file = Path.Combine(_gpus.Folder, "mig.yaml");
        File.WriteAllText(_file, Configs);
    }

    [Fact]
    public async Task Apply_cuts_as_the_file_says_and_assert_agrees_until_somebody_changes_something()
    {
        var applied = await Run("apply", _file, "--config", "small", "--yes");

        Assert.Equal((0, string.Empty), (applied.ExitCode, applied.Error));
        Assert.Equal("GPU 0: create 1g.10gb at 0\nGPU 0: create 2g.20gb at 2\ndone: 2 created, 0 destroyed, 0 left as they were\n", applied.Output.ReplaceLineEndings("\n"));
        Assert.Equal(new CommandRun(0, string.Empty, string.Empty), await Run("assert", _file, "--config", "small"));

        _gpus.Remove("ci 0 1 ");
        _gpus.Remove("gi 0 1 ");

        Assert.Equal(new CommandRun(4, "GPU 0: 1g.10gb: 1 wanted, 0 there\n", string.Empty), await Run("assert", _file, "--config", "small"));
    }

    [Fact]
    public async Task Apply_leaves_what_it_can_as_it_is_and_says_beforehand_what_it_would_do()
    {
        await Run("apply", _file, "--config", "small", "--yes");
        var before = _gpus.Lines;

        var foreseen = await Run("apply", _file, "--config", "large", "--dry-run");
        var refused = await Run("apply", _file, "--config", "large");

        const string Steps = "GPU 0: destroy 1g.10gb at 0\nGPU 0: create 3g.40gb at 4\n";
        Assert.Equal(new CommandRun(0, Steps, string.Empty), foreseen);
        Assert.Equal(new CommandRun(2, Steps, "these 2 steps are not taken without consent: give --yes"), refused);
        Assert.Equal(before, _gpus.Lines);
        Assert.Contains("done: 1 created, 1 destroyed, 1 left as they were", (await Run("apply", _file, "--config", "large", "--yes")).Output, StringComparison.Ordinal);
        Assert.Equal(["gpu 0 profile 14 at 2 with 1", "gpu 0 profile 9 at 4 with 2"], _gpus.Layout);
    }

    [Fact]
    public async Task What_is_exported_is_there_already_and_needs_neither_consent_nor_a_lock()
    {
        await Run("apply", _file, "--config", "small", "--yes");
        var before = _gpus.Lines;

        var exported = await Run("export");
        var applied = await CommandRun.OfProgram(_gpus.Environment, exported.Output, "apply", "-");

        Assert.Equal(
            """
            version: v1
            mig-configs:
              current:
                # GPU 0 (NVIDIA A100 80GB PCIe): 1g.10gb at 0, 2g.20gb at 2
                - devices: [0]
                  mig-enabled: true
                  mig-devices:
                    "1g.10gb": 1
                    "2g.20gb": 1

            """,
            exported.Output);
        Assert.Equal((0, "nothing to do: all 2 segments are as wanted\n", string.Empty), (applied.ExitCode, applied.Output, applied.Error));
        Assert.Equal(before, _gpus.Lines);
        Assert.Equal(0, (await CommandRun.OfProgram(_gpus.Environment, exported.Output, "assert", "-")).ExitCode);
    }

    [Fact]
    public async Task Apply_that_is_killed_at_any_point_is_finished_by_the_next()
    {
        var killed = 0;
        for (var point = 1; ; point++)
        {
            using var gpus = new FakeGpus("a100-80gb");
            gpus.Add("gi 0 1 19 0", "gi 0 2 14 2", "ci 0 1 0 0 0 1", "ci 0 2 0 1 0 2");
            var first = await CommandRun.OfProgram(new Dictionary<string, string>(gpus.Environment) { ["FAKE_NVML_KILL"] = $"{point}" }, string.Empty, "apply", _file, "--config", "large", "--yes");
            if (first.ExitCode == 0)
            {
                break;
            }

            killed++;
            Assert.Equal(137, first.ExitCode);
            Assert.Equal(0, (await CommandRun.OfProgram(gpus.Environment, string.Empty, "apply", _file, "--config", "large", "--yes")).ExitCode);
            Assert.Equal(["gpu 0 profile 14 at 2 with 1", "gpu 0 profile 9 at 4 with 2"], gpus.Layout);
            Assert.Equal(0, (await CommandRun.OfProgram(gpus.Environment, string.Empty, "assert", _file, "--config", "large")).ExitCode);
        }

        // Two points for each of the four calls that change something.
        Assert.Equal(8, killed);
    }

    [Fact]
    public async Task A_step_that_fails_is_told_with_what_was_taken_back()
    {
        await Run("apply", _file, "--config", "small", "--yes");
        var before = _gpus.Layout;
        _gpus.Fail("nvmlDeviceCreateGpuInstanceWithPlacement", 23);

        var refused = await Run("apply", _file, "--config", "large", "--yes");

        Assert.Equal((2, string.Empty), (refused.ExitCode, refused.Output));
        Assert.StartsWith("GPU 0: creating 3g.40gb at 4: the GPU has no room for it there;", refused.Error, StringComparison.Ordinal);
        Assert.EndsWith("; the step before it was taken back: the devices are cut as before", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, _gpus.Layout);
    }

    [Theory]
    [InlineData("impossible", "GPU 0 (a100-80gb) cannot be cut into 2 × 4g.40gb; 'tangram gpus a100-80gb' draws what it can")]
    [InlineData("foreign", "GPU 0 (a100-80gb) has no partition profile '1g.5gb'; known: 1g.10gb, 1g.20gb, 2g.20gb, 3g.40gb, 4g.40gb, 7g.80gb, 1g.10gb+me")]
    [InlineData("off", "GPU 0 has MIG enabled, and it is wanted disabled; 'nvidia-smi -i 0 -mig 0' as root disables it, with nothing running on it")]
    [InlineData("other", "--config: FILE has no configuration 'other'; known: none, small, large, off, impossible, foreign")]
    public async Task What_cannot_be_is_refused(string config, string message) =>
        Assert.Equal(new CommandRun(2, string.Empty, message.Replace("FILE", _file, StringComparison.Ordinal)), await Run("apply", _file, "--config", config, "--yes"));

    [Fact]
    public async Task Foreign_processes_and_other_controllers_are_refused()
    {
        _gpus.Add("process 0 4194301 1");
        Assert.Equal("GPU 0 is used by others: process 4194301; end it first", (await Run("apply", _file, "--config", "small", "--yes")).Error);
        _gpus.Remove("process");
        using var other = Devices.Partitioning.DeviceLock.Take(Path.Combine(_gpus.Folder, "tangram-locks"), "GPU-00000000-0000-4000-8000-000000000000", "GPU 0");
        Assert.StartsWith($"GPU 0 is controlled by process {Environment.ProcessId} ", (await Run("apply", _file, "--config", "small", "--yes")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_is_applied_at_its_starts()
    {
        var plan = Path.Combine(_gpus.Folder, "plan.json");
        PlanFile.Save(plan, PlanOf("a100-80gb", ("1g.10gb", 6, 1), ("3g.40gb", 0, 4)));

        var applied = await Run("apply", "--plan", plan, "--yes");

        Assert.Equal((0, string.Empty), (applied.ExitCode, applied.Error));
        Assert.Equal(["gpu 0 profile 19 at 6 with 0", "gpu 0 profile 9 at 0 with 2"], _gpus.Layout);
        Assert.Equal(0, (await Run("assert", "--plan", plan)).ExitCode);

        PlanFile.Save(plan, PlanOf("a100-80gb", ("1g.10gb", 5, 1), ("3g.40gb", 0, 4)));
        Assert.Equal(new CommandRun(4, "GPU 0: 1g.10gb at 5 is missing\nGPU 0: 1g.10gb at 6 is there and not wanted\n", string.Empty), await Run("assert", "--plan", plan));

        PlanFile.Save(plan, PlanOf("a30-24gb", ("1g.6gb", 0, 1)));
        Assert.Equal("--plan: the plan cuts at least 1 devices of model a30-24gb, and here are 0", (await Run("apply", "--plan", plan, "--yes")).Error);
        PlanFile.Save(plan, PlanOf("cpu", ("1c", 0, 1)));
        Assert.Equal("--plan: the plan is for 'cpu', whose segments the server cuts by itself when it starts", (await Run("apply", "--plan", plan, "--yes")).Error);
    }

    [Fact]
    public async Task A_GPU_instance_that_is_not_whole_is_told_of_and_mended()
    {
        _gpus.Add("gi 0 1 19 0", "gi 0 2 14 2", "ci 0 2 0 1 0 2");

        Assert.StartsWith("GPU 0: 1g.10gb at 0 has no compute instance with all of it", (await Run("export")).Error, StringComparison.Ordinal);
        Assert.Equal(4, (await Run("assert", _file, "--config", "small")).ExitCode);
        Assert.Equal(0, (await Run("apply", _file, "--config", "small", "--yes")).ExitCode);
        Assert.Equal(0, (await Run("assert", _file, "--config", "small")).ExitCode);
    }

    [Theory]
    [InlineData("export")]
    [InlineData("assert", "FILE", "--config", "small")]
    [InlineData("apply", "FILE", "--config", "small", "--yes")]
    public async Task Without_a_driver_a_line_says_so(params string[] arguments)
    {
        Assert.SkipWhen(NativeLibrary.TryLoad("libnvidia-ml.so.1", out _), "this machine has a driver");

        var run = await CommandRun.OfProgram(new Dictionary<string, string> { ["TANGRAM_NVML"] = string.Empty }, string.Empty, [.. arguments.Select(a => a.Replace("FILE", _file, StringComparison.Ordinal))]);

        Assert.Equal(new CommandRun(2, string.Empty, "no NVIDIA driver here: libnvidia-ml.so.1 was not found"), run);
    }

    [Theory]
    [InlineData("give FILE or --plan FILE, one of them", "apply")]
    [InlineData("give FILE or --plan FILE, not both", "assert", "x.yaml", "--plan", "plan.json")]
    [InlineData("--config: is for FILE; a plan has no configurations", "apply", "--plan", "plan.json", "--config", "x")]
    public async Task A_wrong_command_line_is_refused(string message, params string[] arguments)
    {
        var run = await CommandRun.Of(arguments);

        Assert.Equal((2, message), (run.ExitCode, run.Error.Split('\n')[0]));
    }

    public void Dispose() => _gpus.Dispose();

    private static Plan PlanOf(string model, params (string Profile, int Start, int Slices)[] segments) => new(
        1, "exact", Optimal: true, "slices", 1, 4, 7, 2, 0, "wait", 1,
        [new PlannedPool(model, 1, 1)],
        [],
        [.. segments.Select((s, i) => new Instance($"i-{i}", "v", model, s.Profile, 1, 1, 1, 1, 1, 1, []))],
        [.. segments.Select((s, i) => new Placement($"i-{i}", 0, s.Start, s.Slices))]);

    private Task<CommandRun> Run(params string[] arguments) => CommandRun.OfProgram(_gpus.Environment, string.Empty, arguments);
}
