using Tangram.Cli.Files;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Planning.Solvers;

namespace Tangram.Cli.Tests.Commands;

/// <summary><c>tangram plan</c> as users meet it.</summary>
public sealed class PlanCommandTests
{
    [Fact]
    public async Task It_shows_table_summary_and_picture()
    {
        using var folder = new TestFolder().WithApplication().WithProfile();

        var run = await CommandRun.Of("plan", "--application", folder.Root, "--profile", folder.Profile, "--demand", "8");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.StartsWith("Plan of 'reader' for 8 requests/s\n", run.Output, StringComparison.Ordinal);
        Assert.Matches("│ detect +│ large +│ +1 │ +1 │ +8 │ 1 × 1c +│ +1 │ +200 │ +0 │ +80 % │", run.Output);
        Assert.Matches("│ orient +│ left out", run.Output);
        Assert.Matches("│ read +│ rec +│ +1 │ +4 │ +32 │ 1 × 1c +│ +4 │ +108 │ +8 │ +80 % │", run.Output);
        Assert.Contains("2 of 4 slices; accuracy 1 (objective 0.9); latency 313 ms (objective 1,000 ms); proven optimal by 'exact' in ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("cpu 0\n  0       ■ detect-0: large, batch 1\n  1       ■ read-0: rec, batch 4\n  2-3     □□ free\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_demand_it_plans_for_the_largest_and_says_so()
    {
        using var folder = new TestFolder().WithApplication().WithProfile();

        var run = await CommandRun.Of("plan", "--application", folder.At("application.yaml"), "--profile", folder.Profile);

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^Plan of 'reader' for (20|19\.99\d?) requests/s, the largest there is a plan for \(give another with --demand\)", run.Output);
    }

    [Fact]
    public async Task With_json_it_prints_the_plan_and_nothing_else()
    {
        using var folder = new TestFolder().WithApplication().WithProfile();

        var run = await CommandRun.Of("plan", "--application", folder.Root, "--profile", folder.Profile, "--demand", "8", "--json");

        var plan = JsonFile.Read<Plan>(run.Output, "output");
        Assert.Equal((0, 2, true), (run.ExitCode, plan.Slices, plan.SolveMilliseconds > 0));
    }

    [Fact]
    public async Task Plans_are_written_to_the_files_named()
    {
        using var folder = new TestFolder().WithApplication().WithProfile();

        var run = await CommandRun.Of(
            "plan", "--application", folder.Root, "--profile", folder.Profile, "--demand", "8", "--output", folder.At("plan.json"), "--json", folder.At("same.json"));

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Output));
        Assert.Equal(2, PlanFile.Load(folder.At("plan.json")).Instances.Count);
        Assert.Equal(File.ReadAllText(folder.At("plan.json")), File.ReadAllText(folder.At("same.json")));
    }

    [Fact]
    public async Task Cores_reserve_and_queueing_factor_are_heeded()
    {
        using var folder = new TestFolder().WithApplication().WithProfile();

        var run = await CommandRun.Of(
            "plan", "--application", folder.Root, "--profile", folder.Profile, "--demand", "8", "--cores", "6", "--reserve", "0.3", "--queueing-factor", "1.5", "--json");

        var plan = JsonFile.Read<Plan>(run.Output, "output");
        Assert.Equal((6, 0.3, 1.5), (plan.SlicesAvailable, plan.Reserve, plan.QueueingFactor));
        Assert.Equal(4, plan.Slices);
    }

    [Fact]
    public async Task What_cannot_be_met_is_explained_and_ends_with_3()
    {
        using var folder = new TestFolder().WithApplication(latency: "300").WithProfile();

        var run = await CommandRun.Of("plan", "--application", folder.Root, "--profile", folder.Profile, "--demand", "8");

        Assert.Equal((3, string.Empty), (run.ExitCode, run.Output));
        Assert.Equal(
            "latency binds: the fastest legal plan for 8 requests/s needs 313 ms, 13 ms more than the objective of 300 ms; "
            + "smallest change: a latency objective of 313 ms, or an accuracy objective of at most 0.8",
            run.Error);
    }

    [Fact]
    public async Task Every_fault_of_the_application_is_reported_and_ends_with_2()
    {
        using var folder = new TestFolder().WithApplication(accuracy: "7", latency: "fast").WithProfile();
        var file = folder.At("application.yaml");

        var run = await CommandRun.Of("plan", "--application", folder.Root, "--profile", folder.Profile);

        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.Equal(
            $"{file}: objectives.latencyMilliseconds: 'fast' is not a number above 0 and at most 3600000\n{file}: objectives.accuracy: '7' is not a number above 0 and at most 1",
            run.Error);
    }

    [Fact]
    public async Task Files_that_are_not_there_are_named()
    {
        using var folder = new TestFolder().WithApplication();

        var noProfile = await CommandRun.Of("plan", "--application", folder.Root, "--profile", folder.Profile);
        var noApplication = await CommandRun.Of("plan", "--application", folder.At("other"));
        File.Delete(folder.At("a.onnx"));
        var noModel = await CommandRun.Of("plan", "--application", folder.Root, "--profile", folder.Profile);

        Assert.Equal((2, $"{folder.Profile}: there is no such file; 'tangram profile' measures one"), (noProfile.ExitCode, noProfile.Error));
        Assert.Equal((2, $"{folder.At("other")}: there is no such file; give an application.yaml or the folder that holds one"), (noApplication.ExitCode, noApplication.Error));
        Assert.Equal(2, noModel.ExitCode);
        Assert.Contains($"variant 'small': there is no model file '{folder.At("a.onnx")}'", noModel.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_applications_profile_is_refused()
    {
        using var folder = new TestFolder().WithApplication().WithProfile(application: "other");

        var run = await CommandRun.Of("plan", "--application", folder.Root, "--profile", folder.Profile);

        Assert.Equal((2, $"{folder.Profile}: application: is 'other', not 'reader'; give that application's profile"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_profile_with_figures_that_cannot_be_is_refused()
    {
        using var folder = new TestFolder().WithApplication().WithProfile(p95: 0);

        var run = await CommandRun.Of("plan", "--application", folder.Root, "--profile", folder.Profile);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{folder.Profile}: entries[0].p95Milliseconds: is 0; a batch takes longer than 0 ms\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_measurement_broken_off_is_used_with_a_note()
    {
        using var folder = new TestFolder().WithApplication().WithProfile(complete: false);

        var run = await CommandRun.Of("plan", "--application", folder.Root, "--profile", folder.Profile, "--demand", "1");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("note: the measurement in ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--demand: '-1' is not a number above 0", "--demand", "-1")]
    [InlineData("--reserve: '1' is not a number from 0 up to, not including, 1", "--reserve", "1")]
    [InlineData("--queueing-factor: '0.5' is not a number of at least 1", "--queueing-factor", "0.5")]
    [InlineData("--cores: '0' is not a whole number of at least 1", "--cores", "0")]
    [InlineData("--demand and --max-demand exclude each other; give one of them", "--demand", "1", "--max-demand")]
    public async Task A_wrong_command_line_is_answered_with_what_would_be_right(string message, params string[] arguments)
    {
        var run = await CommandRun.Of(["plan", "--application", "x", .. arguments]);

        Assert.Equal((2, $"{message}\nsee 'tangram plan --help'"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_planner_that_is_not_known_is_refused_with_those_that_are()
    {
        var run = await CommandRun.Of("plan", "--application", "x", "--planner", "magic");

        Assert.Equal((2, $"no planner is called 'magic'; known: {string.Join(", ", AllPlanners.Planners.Names)}\nsee 'tangram plan --help'"), (run.ExitCode, run.Error));
        Assert.Contains("a, a+s, a+s+t, a+t, exact, ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_has_an_example()
    {
        var run = await CommandRun.Of("plan", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("tangram plan --application examples/ocr --demand 2 --output plan.json", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Planners_are_listed_with_what_they_do()
    {
        var run = await CommandRun.Of("planners");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("(?m)^exact +the fewest devices and slices, proven: ", run.Output);
        Assert.Matches("(?m)^milp +the same optimum by the MILP solver CBC", run.Output);
    }
}
