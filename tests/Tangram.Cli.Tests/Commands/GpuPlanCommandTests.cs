using System.Xml.Linq;
using Tangram.Cli.Files;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Planning.Explaining;
using Tangram.Planning.Tradeoffs;

namespace Tangram.Cli.Tests.Commands;

/// <summary><c>tangram plan</c> for GPUs, and what it can be asked beside the plan.</summary>
public sealed class GpuPlanCommandTests : IDisposable
{
    private readonly TestFolder _folder = new TestFolder().WithGpuApplication().WithTwoApplications();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_plans_for_the_files_demand_and_shows_the_fleet()
    {
        var run = await Plan("--gpu", "a100-80gb=2");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.StartsWith("Plan of 'video' for 90 requests/s\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 of 2 devices, 4 of 14 slices; ", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n1 × a100-80gb: [", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 device of a100-80gb unused\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_for_gpus_are_unlike_those_for_the_cpu()
    {
        var spread = Read(await Plan("--gpu", "a100-80gb", "--json"));
        var wait = Read(await Plan("--gpu", "a100-80gb", "--siblings", "wait", "--objective", "slices", "--json"));

        Assert.Equal(("spread", "devices"), (spread.Siblings, spread.Objective));
        Assert.Equal(("wait", "slices"), (wait.Siblings, wait.Objective));
    }

    [Fact]
    public async Task A_demand_given_goes_before_the_files()
    {
        Assert.Equal(45, Read(await Plan("--gpu", "a100-80gb", "--demand", "45", "--json")).Applications[0].Demand);
        Assert.Equal(30, Read(await Plan("--gpu", "a100-80gb", "--demand", "45", "--demand", "video=30", "--json")).Applications[0].Demand);
        Assert.InRange(Read(await Plan("--gpu", "a100-80gb", "--max-demand", "--json")).Applications[0].Demand, 100, 1000);
    }

    [Fact]
    public async Task Without_a_gpu_it_says_how_to_name_one()
    {
        var run = await Plan();

        Assert.Equal((2, $"{_folder.At("gpu.json")}: device: is 'a100-80gb'; say how many there are with --gpu a100-80gb=COUNT, or give an --inventory"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("no profile given was measured on h100-80gb, but on a100-80gb; give one with --profile", "--gpu", "h100-80gb")]
    [InlineData("--demand: no application is called 'audio'; there is video", "--gpu", "a100-80gb", "--demand", "audio=3")]
    [InlineData("--setting: 'gap' is not KEY=VALUE", "--gpu", "a100-80gb", "--setting", "gap")]
    [InlineData("--setting: gives 'gap' twice; once is enough", "--gpu", "a100-80gb", "--setting", "gap=0", "--setting", "gap=1")]
    [InlineData("--setting: planner 'exact': gap: is not known; there are no settings here", "--gpu", "a100-80gb", "--setting", "gap=0")]
    [InlineData("--setting: planner 'paris': batch-max: '0' is not a whole number of at least 1", "--gpu", "a100-80gb", "--planner", "paris", "--setting", "batch-max=0")]
    [InlineData("--pin: 'yolo-n' is not [APPLICATION/]TASK=VARIANT", "--gpu", "a100-80gb", "--pin", "yolo-n")]
    [InlineData("--pin: no variant of detect is called 'yolo-s'; known: yolo-n, yolo-x", "--gpu", "a100-80gb", "--pin", "detect=yolo-s")]
    [InlineData("--pin: no task is called 'find'; known: video/detect, video/cars", "--gpu", "a100-80gb", "--pin", "find=yolo-n")]
    [InlineData("--forbid: no variant is called 'yolo-s'; known: yolo-n, yolo-x, classify", "--gpu", "a100-80gb", "--forbid", "yolo-s")]
    [InlineData("--forbid-segment: no partition profile is called '5g'; known: a100-80gb/1g.10gb, a100-80gb/1g.20gb, a100-80gb/2g.20gb, a100-80gb/3g.40gb, a100-80gb/4g.40gb, a100-80gb/7g.80gb", "--gpu", "a100-80gb", "--forbid-segment", "5g")]
    public async Task What_is_not_there_is_refused_with_what_is(string message, params string[] arguments) => AssertWrong(message, await Plan(arguments));

    [Theory]
    [InlineData("--demand: 'video=-1' is not APPLICATION=R with a number of at least 0", "--demand", "video=-1")]
    [InlineData("--demand: gives 'video' twice; once is enough", "--demand", "video=1", "--demand", "video=2")]
    [InlineData("--gpu and --inventory exclude each other; give one of them", "--gpu", "a100-80gb", "--inventory", "i.yaml")]
    [InlineData("--cores is for planning on this machine; leave it out beside --gpu and --inventory", "--gpu", "a100-80gb", "--cores", "2")]
    [InlineData("--variants mixed is not for --siblings wait; items of one request that wait for each other run one variant", "--variants", "mixed", "--siblings", "wait")]
    [InlineData("--objective: 'cost' is not devices or slices", "--objective", "cost")]
    [InlineData("--explain: --json prints the plan and nothing else; give a FILE to --explain or to --json", "--explain", "--json")]
    public async Task A_wrong_command_line_is_refused(string message, params string[] arguments) => AssertWrong($"{message}\nsee 'tangram plan --help'", await Plan(arguments));

    [Fact]
    public async Task Several_applications_without_a_demand_are_named()
    {
        var run = await PlanTwo();

        AssertWrong("two has no demand; give it with --demand two=R, or as 'demand: R' in the application's file", run);
    }

    [Fact]
    public async Task Several_applications_share_instances_of_a_common_profile_unless_told_not_to()
    {
        var together = Read(await PlanTwo("--demand", "two=7", "--json"));
        var apart = Read(await PlanTwo("--demand", "two=7", "--no-sharing", "--json"));

        Assert.Equal([5.0, 7], together.Applications.Select(a => a.Demand));
        Assert.Equal((1, 2), (together.Instances.Count, apart.Instances.Count));
        Assert.Equal(2, together.Instances[0].Serves.Count);
    }

    [Fact]
    public async Task The_largest_demand_of_several_is_a_common_factor()
    {
        var run = await PlanTwo("--demand", "one=10", "--demand", "two=25", "--max-demand");

        // Seven segments of 100 items/s: 700 for 35.
        Assert.Matches("^Plan of 'one' for (200|199[.]9[0-9]*) requests/s, (20|19[.]99) times what was asked, the largest there is a plan for\n", run.Output);
    }

    [Fact]
    public async Task An_application_that_is_there_twice_is_refused()
    {
        var run = await CommandRun.Of("plan", "--application", _folder.At("two.yaml"), "--application", _folder.At("two.yaml"), "--gpu", "a100-80gb", "--profile", _folder.At("common.json"));

        AssertWrong($"{_folder.At("two.yaml")}: name: an application 'one' is in {_folder.At("two.yaml")} already; names are unique", run);
    }

    [Fact]
    public async Task Two_profiles_of_the_same_are_refused()
    {
        File.Copy(_folder.At("gpu.json"), _folder.At("again.json"));

        AssertWrong($"{_folder.At("again.json")}: entries: measure variant 'yolo-n' on a100-80gb, as {_folder.At("gpu.json")} does; give one of the two", await Plan("--profile", _folder.At("again.json"), "--gpu", "a100-80gb"));
    }

    [Fact]
    public async Task A_variant_that_no_profile_knows_is_named_with_the_file()
    {
        File.WriteAllText(_folder.At("video.yaml"), File.ReadAllText(_folder.At("video.yaml")).Replace("name: yolo-x,", "name: yolo-s,", StringComparison.Ordinal));

        AssertWrong($"{_folder.At("gpu.json")}: entries: know nothing of variant yolo-s of application 'video'; measure it, or say under 'skipped' why not", await Plan("--gpu", "a100-80gb"));
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("profile")]
    [InlineData("evaluate")]
    [InlineData("demo")]
    public async Task What_runs_an_application_says_what_one_that_is_only_planned_for_lacks(string verb)
    {
        AssertWrong(
            $"{_folder.At("video.yaml")}: entry: is missing, so are answer, task 'detect': operator, task 'cars': operator, variant 'yolo-n': model, variant 'yolo-x': model, variant 'classify': model; as it is, 'video' can be planned for, not run",
            await CommandRun.Of(verb, _folder.At("video.yaml")));
        AssertWrong($"{_folder.At("two.yaml")}: applications: are several; give a file with one application", await CommandRun.Of(verb, _folder.At("two.yaml")));
    }

    [Fact]
    public async Task A_plan_that_was_written_is_sound_and_one_that_was_changed_is_not()
    {
        var file = _folder.At("plan.json");
        await Plan("--gpu", "a100-80gb=2", "--reserve", "0.1", "--output", file);

        var sound = await Plan("--check", file);
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"devices\": 1", "\"devices\": 2", StringComparison.Ordinal).Replace("\"demand\": 90", "\"demand\": 900", StringComparison.Ordinal));
        var changed = await Plan("--check", file);

        Assert.Equal(new CommandRun(0, "sound\n", string.Empty), sound);
        Assert.Equal((2, string.Empty), (changed.ExitCode, changed.Output));
        Assert.Contains($"{file}: devices: is 2; the placements use 1\n", changed.Error, StringComparison.Ordinal);
        Assert.All(changed.Error.Split('\n'), line => Assert.StartsWith($"{file}: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plan_of_several_applications_that_share_is_checked()
    {
        var plan = new Plan(
            1, "hand", false, "devices", 1, 1, 7, 2, 0, "spread", 0, [new("a100-80gb", 1, 1)],
            [Planned("one", 5), Planned("two", 7)],
            [new("one/ask-0", "bert", "a100-80gb", "1g.10gb", 1, 1, 1, 10, 100, 2000, [new("one", "ask", 5), new("two", "ask", 7)])],
            [new("one/ask-0", 0, 3, 1)]);
        PlanFile.Save(_folder.At("plan.json"), plan);

        var sound = await Check("two.yaml", "common.json");
        var fewer = await Check("video.yaml", "gpu.json");

        Assert.Equal(new CommandRun(0, "sound\n", string.Empty), sound);
        Assert.Equal(2, fewer.ExitCode);
        Assert.Contains("applications[0].name: 'one' is none of the applications given, which are video\n", fewer.Error, StringComparison.Ordinal);
        Assert.Contains("applications: do not plan for 'video', which was given", fewer.Error, StringComparison.Ordinal);

        static PlannedApplication Planned(string name, double demand) => new(name, demand, 100, 1, 20, 1, [new("ask", [new("bert", 1, 1)], 1, 1, demand, 20, 0, 0.12)]);

        Task<CommandRun> Check(string application, string profile) => CommandRun.Of("plan", "--application", _folder.At(application), "--profile", _folder.At(profile), "--check", _folder.At("plan.json"));
    }

    [Fact]
    public async Task Pins_and_bans_are_heeded()
    {
        var any = Read(await Plan("--gpu", "a100-80gb", "--json"));
        var pinned = Read(await Plan("--gpu", "a100-80gb", "--pin", "video/detect=yolo-x", "--pin", "detect=yolo-n", "--json"));

        Assert.Equal("yolo-n", any.Applications[0].Tasks[0].Variant);
        Assert.Equal("yolo-n", pinned.Applications[0].Tasks[0].Variant);
        Assert.DoesNotContain(Read(await Plan("--gpu", "a100-80gb", "--forbid-segment", "2g.20gb", "--demand", "40", "--json")).Instances, i => i.Profile == "2g.20gb");
    }

    [Fact]
    public async Task Explanation_and_trade_offs_go_to_files_of_their_own_that_can_be_read()
    {
        var run = await Plan("--gpu", "a100-80gb", "--json", "--explain", _folder.At("why.json"), "--pareto", _folder.At("series.json"), "--html", _folder.At("plan.html"));

        var explanation = JsonFile.Read<Explanation>(File.ReadAllText(_folder.At("why.json")), "why.json");
        var tradeoffs = JsonFile.Read<TradeoffTable>(File.ReadAllText(_folder.At("series.json")), "series.json");
        Assert.Equal((0, 4), (run.ExitCode, Read(run).Slices));
        Assert.Equal(4, explanation.Changes[0].Slices);
        Assert.Contains(explanation.Changes, c => c.Change == "one more a100-80gb");
        Assert.Equal(200, tradeoffs.Latency.Asked);
        Assert.NotEmpty(XDocument.Load(_folder.At("plan.html")).Descendants("path"));
    }

    [Fact]
    public async Task Explanation_and_trade_offs_are_shown_as_tables()
    {
        var run = await Plan("--gpu", "a100-80gb", "--explain", "--pareto");

        Assert.Matches("│ as it is +│ +1 │ +4 │ +[0-9.]+ requests/s │", run.Output);
        Assert.Matches("│ one a100-80gb fewer than used +│ no plan │ no plan │", run.Output);
        Assert.Contains("Devices and slices against the accuracy objective\n", run.Output, StringComparison.Ordinal);
        Assert.Matches("│ +► 200 │ +1 │ +4 │", run.Output);
    }

    [Fact]
    public async Task What_stays_of_a_previous_plan_is_counted()
    {
        await Plan("--gpu", "a100-80gb=2", "--output", _folder.At("plan.json"));

        var run = await Plan("--gpu", "a100-80gb=2", "--previous", _folder.At("plan.json"));

        Assert.Matches("(?<all>[0-9]+) of \\k<all> segments of the previous plan stay as they are\n$", run.Output);
    }

    private static Plan Read(CommandRun run) => JsonFile.Read<Plan>(run.Output, "output");

    private static void AssertWrong(string message, CommandRun run) => Assert.Equal(new CommandRun(2, string.Empty, message), run);

    private Task<CommandRun> PlanTwo(params string[] arguments) =>
        CommandRun.Of(["plan", "--application", _folder.At("two.yaml"), "--profile", _folder.At("common.json"), "--gpu", "a100-80gb", .. arguments]);

    private Task<CommandRun> Plan(params string[] arguments) => CommandRun.Of(["plan", "--application", _folder.At("video.yaml"), "--profile", _folder.At("gpu.json"), .. arguments]);
}
