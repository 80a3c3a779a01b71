using System.Globalization;
using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Plans;
using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests.Planners;

/// <summary>What the baselines decide, worked out by hand.</summary>
public sealed class BaselineExampleTests
{
    [Fact]
    public void Homogeneous_takes_the_batch_with_the_most_throughput_in_time_as_often_as_the_rate_needs()
    {
        // Twice 40 ms is within 100 ms, twice 200 ms is not: 50 items/s a segment, 3 for 120.
        var problem = Single(120).Entry("a1", "1g", 1, 10, 20).Entry("a1", "1g", 4, 40, 50).Entry("a1", "1g", 8, 200, 80).Entry("a1", "1g", 4, 40, 90, concurrency: 2).Build();

        Assert.Equal(["1g 4", "1g 4", "1g 4"], Plan("homogeneous-1", problem).Instances.Select(i => $"{i.Profile} {i.Batch}"));
    }

    [Fact]
    public void Homogeneous_says_which_size_was_not_measured_or_is_not_there()
    {
        var problem = Single(10).Entry("a1", "1g", 1, 10, 20).Build();

        Assert.Equal("planner 'homogeneous-2': 'a1' for task 'a' was not measured on '2g' with one process of 'a100-40gb'", Reason("homogeneous-2", problem));
        Assert.Equal("planner 'homogeneous-3': 'a30' has no partition profile of 3 compute slices; it has 1g, 2g, 4g", Reason("homogeneous-3", new ProblemBuilder { Device = A100.A30 }.Task("a", null, ("a1", 1)).Entry("a1", "1g", 1, 10, 20).Build()));
    }

    [Fact]
    public void Homogeneous_says_by_how_much_a_task_is_too_slow_and_when_devices_do_not_suffice()
    {
        var problem = Single(150).Entry("a1", "7g", 1, 60, 100).Build();

        Assert.Equal("planner 'homogeneous-7': task 'a' takes at least 120 ms on '7g' with one process of 'a100-40gb'; its share of the objective is 100 ms", Reason("homogeneous-7", problem));
        Assert.Equal("planner 'homogeneous-7': its 2 segments do not fit on 1 × a100-40gb; give more devices or ask for less", Reason("homogeneous-7", problem with { QueueingFactor = 1 }));
    }

    [Fact]
    public void Parvagpu_fills_segments_of_the_most_throughput_per_slice_and_takes_the_smallest_for_the_rest()
    {
        // 110 items/s per slice on 2g: two of 220, then 60 fit 1g. 2 slices go to 0, then 4; 1 slice to 6, as 0 is taken.
        var problem = Single(500).Entry("a1", "1g", 1, 10, 100).Entry("a1", "2g", 1, 10, 220).Entry("a1", "3g", 1, 10, 300).Build();

        Assert.Equal("2g 1 @0, 2g 1 @4, 1g 1 @6", Layout(Plan("parvagpu", problem)));
    }

    [Fact]
    public void Parvagpu_leaves_the_last_of_a_whole_number_of_segments_to_the_size_that_carries_it()
    {
        var problem = Single(440).Entry("a1", "2g", 1, 10, 220).Entry("a1", "3g", 1, 10, 300).Build();

        Assert.Equal(2, Plan("parvagpu", problem).Instances.Count(i => i.Profile == "2g"));
    }

    [Fact]
    public void Parvagpu_breaks_a_half_empty_device_up_even_where_that_takes_more_slices()
    {
        // 4g has 40 items/s per slice, 1g 30. One 4g of 160 carries 150, and uses 4 of 7 slices: six 1g of 30 take its place.
        var problem = Single(150).Entry("a1", "1g", 1, 10, 30).Entry("a1", "4g", 1, 10, 160).Build();

        Assert.Equal("1g 1 @0, 1g 1 @1, 1g 1 @2, 1g 1 @3, 1g 1 @4, 1g 1 @6", Layout(Plan("parvagpu", problem)));
    }

    [Fact]
    public void Parvagpu_wants_a_latency_below_the_objective_over_the_queueing_factor()
    {
        var problem = Single(10).Entry("a1", "1g", 1, 50, 100).Build();

        Assert.Equal("planner 'parvagpu': task 'a' takes at least 100 ms on any segment of 'a100-40gb'; its share of the objective is 100 ms", Reason("parvagpu", problem));
        Assert.Equal(1, Plan("parvagpu", problem with { QueueingFactor = 1.99 }).Slices);
    }

    [Fact]
    public void Parvagpu_gives_each_task_of_a_chain_an_equal_share_of_the_objective()
    {
        // 60 ms of 100 for the first task would leave 40 for the second, which is enough; half of the objective is not.
        var chain = new ProblemBuilder { Device = A100.Plain, Objectives = new(100, 1), Demand = 10 }
            .Task("a", null, ("a1", 1)).Task("b", null, ("b1", 1)).Edge("a", "b")
            .Entry("a1", "1g", 1, 30, 100).Entry("a1", "2g", 1, 20, 150).Entry("b1", "1g", 1, 10, 100).Build();

        Assert.Equal(["2g", "1g"], Plan("parvagpu", chain).Instances.Select(i => i.Profile));
    }

    [Fact]
    public void Gpulet_takes_the_partition_with_the_steepest_gain_and_two_per_device()
    {
        // Gains per slice: 30 at 2g, 16 at 3g; 4g gains less than 5 %, and the step to the whole is not looked at. 120 = 50 + 50 + 20.
        var problem = Single(120)
            .Entry("a1", "1g", 1, 10, 20).Entry("a1", "2g", 1, 10, 50).Entry("a1", "3g", 1, 10, 66).Entry("a1", "4g", 1, 10, 69).Entry("a1", "7g", 1, 10, 140)
            .Build().WithDevice(A100.Plain, 2);

        var plan = Plan("gpulet", problem);

        Assert.Equal(["0: 2g", "0: 2g", "1: 1g"], plan.Placements.Zip(plan.Instances, (p, i) => $"{p.Device}: {i.Profile}").Order());
        Assert.Equal("planner 'gpulet': its 3 segments do not fit on 1 × a100-40gb; give more devices or ask for less", Reason("gpulet", problem.WithDevice(A100.Plain)));
    }

    [Fact]
    public void Gpulet_runs_the_largest_batch_in_time()
    {
        var problem = Single(10).Entry("a1", "1g", 1, 10, 50).Entry("a1", "1g", 4, 50, 40).Entry("a1", "1g", 8, 51, 90).Build();

        Assert.Equal(4, Plan("gpulet", problem).Instances[0].Batch);
    }

    [Fact]
    public void Loki_chooses_batches_for_the_fewest_whole_devices_within_the_path()
    {
        // 100 requests/s bring 200 items/s to b. a needs 2 devices at either batch, b 1 at batch 8; 2 × (20 + 40) ms are within 160.
        var plan = Plan("loki", Pipeline().Build().WithDevice(CpuDevice.Model(4, 4096), 6));

        Assert.Equal((3, 1.0), (plan.Devices, plan.Applications[0].Accuracy));
        Assert.Equal(["big 1", "big 1", "b1 8"], plan.Instances.Select(i => $"{i.Variant} {i.Batch}"));
    }

    [Fact]
    public void Loki_gives_up_accuracy_only_where_the_devices_do_not_suffice()
    {
        var two = Pipeline().Build().WithDevice(CpuDevice.Model(4, 4096), 2);

        var plan = Plan("loki", two);

        Assert.Equal(["small 1", "b1 1"], plan.Instances.Select(i => $"{i.Variant} {i.Batch}"));
        Assert.Equal(0.8, plan.Applications[0].Accuracy, 1e-9);
        Assert.Equal("planner 'loki': it needs at least 3 whole devices; there are 2 × cpu", Reason("loki", two.With(new Core.Applications.Objectives(160, 0.9))));
        Assert.Equal("planner 'loki': no batches on whole devices bring 'app' within its objective of 30 ms", Reason("loki", two.With(new Core.Applications.Objectives(30, 0.5))));
    }

    [Fact]
    public void Paris_cuts_in_proportion_to_what_the_batches_of_each_size_need()
    {
        // The knee of 1g is 2, so it serves batches 1 and 2 and 7g those of 3 and 4. 260 items/s are 100 queries/s of 2.6 on average, which keep
        // 1.125 of 1g and 0.655 of 7g busy. On one device not even one of each fits; two devices make 2.76 and 1.61: 3 and 2, of which the second 7g has no room.
        var problem = Single(260)
            .Entry("a1", "1g", 1, 10, 40).Entry("a1", "1g", 2, 20, 64).Entry("a1", "1g", 4, 40, 70)
            .Entry("a1", "7g", 1, 5, 100).Entry("a1", "7g", 2, 6, 190).Entry("a1", "7g", 4, 7, 360)
            .Build().WithDevice(A100.Plain, 3);

        var plan = Plan("paris", problem, ("batch-shares", "0.2 0.2 0.4 0.2"));

        Assert.Equal(["1g 2", "1g 2", "1g 2", "7g 4"], plan.Instances.Select(i => $"{i.Profile} {i.Batch}"));
        Assert.Equal(2, plan.Devices);
    }

    [Theory]
    [InlineData("batch-shares", "0.2 x", "batch-shares: '0.2 x' is not a list of shares such as '0.2 0.2 0.4 0.2'")]
    [InlineData("batch-max", "0", "batch-max: '0' is not a whole number of at least 1")]
    [InlineData("batch-mean", "3", "batch-mean: is not known; known here: batch-max, batch-median, batch-shares, batch-sigma")]
    public void Paris_refuses_settings_that_are_not_as_they_should_be(string key, string value, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => PlannerCatalog.Planners.Create("paris", new Settings(new Dictionary<string, string> { [key] = value }))).Message);

    [Theory]
    [InlineData("parvagpu")]
    [InlineData("gpulet")]
    [InlineData("paris")]
    [InlineData("homogeneous-1")]
    public void Baselines_run_the_most_accurate_variant_and_leave_out_what_is_not_needed(string planner)
    {
        var problem = new ProblemBuilder { Device = A100.Plain, Objectives = new(100, 1), Demand = 10 }
            .Task("a", null, ("coarse", 0.8), ("fine", 1)).Task("b", 1, ("b1", 1)).Edge("a", "b")
            .Entry("coarse", "1g", 1, 1, 100).Entry("fine", "1g", 1, 10, 20).Entry("b1", "1g", 1, 1, 100).Build();

        Assert.Equal(["fine"], Plan(planner, problem).Instances.Select(i => i.Variant).Distinct());
    }

    [Theory]
    [InlineData("parvagpu")]
    [InlineData("gpulet")]
    [InlineData("loki")]
    [InlineData("paris")]
    [InlineData("homogeneous-7")]
    public void Baselines_take_the_first_pool_that_holds_everything(string planner)
    {
        var problem = Single(150).Entry("a1", "7g", 1, 10, 100).Build();
        var pools = problem with { Inventory = new Inventory([new DevicePool(A100.A30, 5), new DevicePool(A100.Plain, 4)]) };

        var plan = Plan(planner, pools);

        Assert.Equal((2, "a100-40gb"), (plan.Devices, plan.Instances[0].DeviceModel));
        Assert.All(plan.Placements, p => Assert.InRange(p.Device, 5, 8));
        Assert.StartsWith($"planner '{planner}': ", Reason(planner, problem.WithDevice(A100.Plain, 0)), StringComparison.Ordinal);
    }

    private static ProblemBuilder Single(double demand) => new ProblemBuilder { Device = A100.Plain, Objectives = new(100, 1), Demand = demand }.Task("a", null, ("a1", 1));

    private static ProblemBuilder Pipeline() => new ProblemBuilder { Objectives = new(160, 0.5), Demand = 100 }
        .Task("a", null, ("big", 1), ("small", 0.8)).Task("b", null, ("b1", 1)).Edge("a", "b", 2, ("small", 1))
        .Entry("big", "4c", 1, 20, 50).Entry("big", "4c", 4, 50, 80).Entry("small", "4c", 1, 10, 200)
        .Entry("b1", "4c", 1, 10, 100).Entry("b1", "4c", 8, 40, 200).Entry("b1", "4c", 128, 1, 900).Entry("b1", "1c", 8, 1, 900);

    private static Plan Plan(string planner, PlanningProblem problem, params (string Key, string Value)[] settings)
    {
        // Items of a request find segments enough to run beside each other.
        problem = problem with { Siblings = Siblings.Spread };
        var plan = Assert.IsType<PlanningOutcome.Planned>(Outcome(planner, problem, settings)).Plan;
        Assert.Empty(PlanChecker.Check(problem, plan));
        Assert.Equal((planner, false), (plan.Planner, plan.Optimal));
        return plan;
    }

    private static string Reason(string planner, PlanningProblem problem) =>
        Assert.IsType<PlanningOutcome.Infeasible>(Outcome(planner, problem with { Siblings = Siblings.Spread }, [])).Explanation;

    private static PlanningOutcome Outcome(string planner, PlanningProblem problem, (string Key, string Value)[] settings) =>
        PlannerCatalog.Planners.Create(planner, new Settings(settings.ToDictionary(s => s.Key, s => s.Value))).Plan(problem, TestContext.Current.CancellationToken);

    private static string Layout(Plan plan) => string.Join(", ", plan.Placements.Join(plan.Instances, p => p.Instance, i => i.Id, (p, i) => (p.Start, Text: string.Create(CultureInfo.InvariantCulture, $"{i.Profile} {i.Batch} @{p.Start}")))
        .OrderBy(x => x.Start).Select(x => x.Text));
}
