using System.Text.Json.Nodes;
using Tangram.Core.Devices;

namespace Tangram.Cli.Tests.Commands;

/// <summary><c>tangram gpus</c> as users meet it.</summary>
public sealed class GpusCommandTests
{
    [Fact]
    public async Task It_lists_every_device()
    {
        var run = await CommandRun.Of("gpus");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Matches("│ a100-80gb +│ +7 │ +8 │ +80 │ 1g.10gb 1g.20gb 2g.20gb 3g.40gb 4g.40gb 7g.80gb +│ +78 │", run.Output);
        Assert.Matches("│ a30-24gb +│ +4 │ +4 │ +24 │ 1g.6gb 2g.12gb 4g.24gb +│ +5 │", run.Output);
        Assert.All(DeviceCatalog.Names, name => Assert.Contains($"│ {name} ", run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_draws_how_one_can_be_cut()
    {
        var run = await CommandRun.Of("gpus", "a30-24gb");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal(
            """
            a30-24gb: 4 compute slices, 4 memory slices, 24 GB

            profile     compute  memory slices  multiprocessors  where it may lie (| ends a place)
            1g.6gb            1              1         not seen  ||||
            2g.12gb           2              2         not seen  =|=|
            4g.24gb           4              4         not seen  ===|
            1g.6gb+me         1              1         not seen  ||||  at most 1 of its kind
            2g.12gb+me        2              2         not seen  =|=|  at most 1 of its kind

            5 maximal layouts, one memory slice a character, by a letter for each size:
              a 1g.6gb  b 2g.12gb  c 4g.24gb  . free
              a|a|a|a   a|a|bb    bb|a|a
              bb|bb     cccc

            """,
            run.Output[..run.Output.IndexOf("\nsource: ", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task Every_maximal_layout_is_drawn_once()
    {
        var run = await CommandRun.Of("gpus", "h100-80gb");

        var drawn = run.Output[run.Output.IndexOf(". free", StringComparison.Ordinal)..run.Output.IndexOf("source:", StringComparison.Ordinal)].Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Skip(2).ToList();
        Assert.Equal((78, 78), (drawn.Count, drawn.Distinct().Count()));
        Assert.Contains("dddd|dddd", drawn);
        Assert.Contains("1g.20gb           1              2               26  =|=|=|=|\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_CPU_is_drawn_as_this_machine_has_it()
    {
        var run = await CommandRun.Of("gpus", "cpu");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^cpu: \d+ compute slices", run.Output);
    }

    [Fact]
    public async Task Json_holds_profiles_and_layouts()
    {
        var run = await CommandRun.Of("gpus", "a100-80gb", "--json");

        var device = JsonNode.Parse(run.Output)!["devices"]!.AsArray().Single()!;
        Assert.Equal(("a100-80gb", 78, 7), ((string?)device["name"], device["maximalLayouts"]!.AsArray().Count, device["profiles"]!.AsArray().Count));
        Assert.Contains(device["maximalLayouts"]!.AsArray(), l => l!.ToJsonString() == """["4g.40gb@0","3g.40gb@4"]""");
    }

    [Fact]
    public async Task An_unknown_name_is_refused_with_those_that_are_known()
    {
        var run = await CommandRun.Of("gpus", "v100");

        Assert.Equal((2, "no device is called 'v100'; known: a100-40gb, a100-80gb, a30-24gb, b200-180gb, cpu, h100-80gb, h200-141gb"), (run.ExitCode, run.Error.Split('\n')[0]));
    }
}
