using Tangram.Cli.Files;
using Tangram.Cli.Serving;
using Tangram.Core.Files;
using Tangram.TestKit.Gpus;

namespace Tangram.Cli.Tests.Serving;

/// <summary>What <c>serve</c> and <c>profile</c> say of GPUs that cannot be used so.</summary>
public sealed class GpuUseTests
{
    [Theory]
    [InlineData("--gpus: GPUs are not cut without consent: give --yes", "serve", "--gpus", "0")]
    [InlineData("--gpus: GPUs are not cut without consent: give --yes", "profile", "--gpus", "all")]
    [InlineData("--yes: is for --gpus", "serve", "--yes")]
    [InlineData("--slices-per-core: is for cores, not with --gpus", "serve", "--gpus", "0", "--yes", "--slices-per-core", "2")]
    [InlineData("--gpus: '0;1' is not a list of indices, such as 0,1, or all", "serve", "--gpus", "0;1", "--yes")]
    [InlineData("--gpus does not go with --colocate, which writes no profile", "profile", "--colocate", "--gpus", "0", "--yes")]
    [InlineData("--gpus: is for applications, and only models are served, on cores; name an application, or leave --gpus out", "serve", "--test-models", "--gpus", "0", "--yes")]
    public async Task A_wrong_command_line_is_refused(string message, params string[] arguments)
    {
        var run = await CommandRun.Of(arguments);

        Assert.Equal((2, message), (run.ExitCode, run.Error.Split('\n')[0]));
    }

    [Theory]
    [InlineData("--gpus: GPUs of one model are served at a time; here are GPU 0 (a100-80gb) and GPU 1 (a30-24gb)", "all", "a100-80gb", "a30-24gb")]
    [InlineData("there is no GPU 2; here are GPU 0 to 1", "0,2", "a100-80gb", "a100-80gb")]
    [InlineData("GPU 1 has MIG disabled; 'nvidia-smi -i 1 -mig 1' as root enables it, with nothing running on it", "1", "a100-80gb", "a100-80gb:off")]
    public async Task GPUs_that_cannot_be_used_are_refused_before_anything_is_cut(string message, string list, params string[] models)
    {
        using var gpus = new FakeGpus(models);
        var before = gpus.Lines;

        var run = await CommandRun.OfProgram(gpus.Environment, string.Empty, "serve", "--gpus", list, "--yes");

        Assert.Equal(new CommandRun(2, string.Empty, message), run);
        Assert.Equal(before, gpus.Lines);
    }

    [Fact]
    public void A_profile_of_GPUs_is_refused_for_cores()
    {
        using var folder = new TestFolder().WithApplication().WithProfile();
        using var cores = new CpuUse([0]);

        var refusal = Assert.Throws<InvalidFileException>(() => cores.RequireOf(ProfileFile.Load(folder.Profile) with { Device = "a100-80gb" }));

        Assert.Equal("the profile was measured on a device 'a100-80gb', but cores are to be used: run 'tangram profile', or choose GPUs with --gpus", refusal.Message);
    }
}
