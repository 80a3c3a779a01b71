using Tangram.Cli.Files;
using Tangram.Cli.Reproductions;
using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Profiles;
using Tangram.Planning;
using Tangram.Profiling;

namespace Tangram.Cli.Tests.Reproductions;

/// <summary>JigsawServe's figure 3 made anew.</summary>
public sealed class JigsawFigure3Tests
{
    private static readonly Application Traffic = ApplicationFile.Load(ExampleApplication.Of(JigsawFigure3.Example));

    [Fact]
    public void The_papers_ratios_stand_beside_ours_in_the_figures_order()
    {
        var steps = new List<WorkStep>();

        // Each planner serves ten times as much as the letters of its name are many.
        var report = JigsawFigure3.Run(Traffic, Profile(), Inventory.Of(A100.Eighty, 3), name => new Limited(name.Length * 10), new Steps(steps), TestContext.Current.CancellationToken);

        Assert.Equal(["unopt", "t", "a", "a+t", "s", "s+t", "a+s", "a+s+t"], report.Rows.Select(r => r.Planner));
        Assert.Equal([1, 1.1, 1.6, 1.9, 5.25, 7.8, 12.1, 21.6], report.Rows.Select(r => r.PaperRatio));
        Assert.All(report.Rows, r => Assert.InRange(r.Demand!.Value, r.Planner.Length * 10 * (1 - MaximumDemand.Precision), r.Planner.Length * 10));
        Assert.All(report.Rows, r => Assert.Equal(r.Planner.Length / 5.0, r.Ratio!.Value, 1e-3));
        Assert.Equal(("jigsaw-fig3", "traffic", "a100-80gb", 3), (report.Figure, report.Application, report.Gpu, report.Gpus));
        Assert.Equal((0, 1), (steps[0].Fraction, steps[^1].Fraction));
    }

    [Fact]
    public void A_planner_without_any_plan_has_neither_demand_nor_ratio()
    {
        var report = JigsawFigure3.Run(Traffic, Profile(), Inventory.Of(A100.Eighty), _ => new Limited(0), new Steps([]), TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        FigureTable.Write(output, report);

        Assert.All(report.Rows, r => Assert.Equal((null, null), (r.Demand, r.Ratio)));
        Assert.Matches("│ a\\+s\\+t +│ +none │ +none │ +21.6 │", output.ToString());
        Assert.Contains("profile: a machine", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("its profiles are not public", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalogues_planners_find_a_demand_on_a_small_fleet_and_more_freedom_never_serves_less()
    {
        var report = JigsawFigure3.Run(Traffic, Profile(), Inventory.Of(A100.Eighty, 3), planners: null, new Steps([]), TestContext.Current.CancellationToken);

        var demand = report.Rows.ToDictionary(r => r.Planner, r => r.Demand!.Value);
        Assert.All(
            (ValueTuple<string, string>[])[("unopt", "t"), ("unopt", "a"), ("a", "a+t"), ("unopt", "s"), ("s", "s+t"), ("s", "a+s"), ("a+s", "a+s+t"), ("s+t", "a+s+t")],
            pair => Assert.True(demand[pair.Item2] >= demand[pair.Item1] * (1 - (2 * MaximumDemand.Precision)), $"{pair}: {demand[pair.Item1]} and {demand[pair.Item2]}"));
    }

    [Fact]
    public void The_examples_fan_outs_are_objects_times_the_share_of_cars_and_of_people()
    {
        (string Variant, double Objects, double Cars)[] read = [("mobilenetv2", 2.584, 0.768), ("inceptionv3", 5.464, 0.932), ("resnet50", 14.373, 0.958), ("resnet101", 18.207, 0.959), ("resnet152", 18.894, 0.943)];

        Assert.All(read, r => Assert.Equal(r.Objects * r.Cars, Traffic.EdgesTo("cars").Single().FanOutOf(r.Variant), 1e-6));
        Assert.All(read, r => Assert.Equal(r.Objects * (1 - r.Cars), Traffic.EdgesTo("people").Single().FanOutOf(r.Variant), 1e-6));
        Assert.Equal(new Objectives(250, 0.9), Traffic.Objectives);
        Assert.False(Traffic.IsServable);
    }

    [Fact]
    public async Task What_cannot_be_reproduced_with_is_refused()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.Profile, JsonFile.Write(Profile()));

        var gpu = await CommandRun.Of("reproduce", "jigsaw-fig3", "--profile", folder.Profile, "--gpu", "abacus");
        var other = await CommandRun.Of("reproduce", "jigsaw-fig3", "--profile", folder.Profile, "--gpu", "h100-80gb");
        var none = await CommandRun.Of("reproduce", "jigsaw-fig3", "--profile", folder.Profile, "--gpus", "0");

        Assert.Equal(new CommandRun(2, string.Empty, "--gpu: no GPU is called 'abacus'; 'tangram gpus' lists them"), gpu);
        Assert.Equal((2, string.Empty), (other.ExitCode, other.Output));
        Assert.StartsWith("no profile given was measured on h100-80gb", other.Error, StringComparison.Ordinal);
        Assert.Equal(new CommandRun(2, string.Empty, "--gpus: '0' is not a whole number from 1 to 10000\nsee 'tangram reproduce jigsaw-fig3 --help'"), none);
    }

    private static ProfileTable Profile()
    {
        var entries =
            from task in Traffic.Tasks
            from v in task.Variants.Select((variant, place) => (variant.Name, Speed: 100.0 * (6 - place)))
            from size in A100.Eighty.Profiles.Where(p => p.Name is "1g.10gb" or "3g.40gb" or "7g.80gb")
            from batch in (int[])[1, 8]
            let latency = 1000 * batch / (v.Speed * size.ComputeSlices * (batch == 1 ? 0.5 : 1))
            select new ProfileEntry(v.Name, size.Name, 1, batch, latency, latency, latency, 1000 * batch / latency, 0, []);
        return new ProfileTable(1, null, "a100-80gb", 7, "a machine", "unknown", "imported", new Dictionary<string, string>(), true, [.. entries], [], []);
    }

    private sealed class Limited(double most) : IPlanner
    {
        public PlanningOutcome Plan(PlanningProblem problem, CancellationToken cancellationToken) =>
            problem.Applications[0].RequestsPerSecond <= most ? new PlanningOutcome.Planned(null!) : new PlanningOutcome.Infeasible("capacity", "no more");
    }

    private sealed class Steps(List<WorkStep> steps) : IProgress<WorkStep>
    {
        public void Report(WorkStep value) => steps.Add(value);
    }
}
