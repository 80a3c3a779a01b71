using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Planning.Neighbours;
using Tangram.Planning.Tests.Problems;
using Tangram.Planning.Tests.Solvers;

namespace Tangram.Planning.Tests.Neighbours;

/// <summary>Factors for neighbours, worked out by hand, and the plans made with them.</summary>
public sealed class NeighbourSlowdownsTests
{
    private static readonly IPlanner Exact = PlannerCatalog.Planners.Create("exact", Settings.Empty);

    public static TheoryData<string> EveryPlanner => [.. PlannerCatalog.Planners.Names];

    [Theory]
    [InlineData(NeighbourRule.Worst)]
    [InlineData(NeighbourRule.Mean)]
    public void A_segment_that_takes_the_whole_device_is_not_slowed_down(NeighbourRule rule)
    {
        var problem = Pair(new PairTable(("a1", "a1", 3), ("a1", "b1", 3), ("b1", "a1", 3), ("b1", "b1", 3)), rule);

        Assert.Equal(1, Of(problem, "a1", "4c"));
        Assert.Equal(1, Of(problem, "b1", "4c"));
    }

    [Fact]
    public void The_worst_neighbours_fill_what_is_left_with_what_adds_most()
    {
        // Beside a1 on one core three are left: of b1 with two processes to a core 6 × 0.1, of b1 on two cores and of a1 less.
        var problem = Pair(new PairTable(("a1", "a1", 0.15), ("a1", "b1", 0.1), ("b1", "a1", 0.2)), NeighbourRule.Worst);

        Assert.Equal(1 + (6 * 0.1), Of(problem, "a1", "1c"), 1e-9);
        Assert.Equal(1 + (4 * 0.1), Of(problem, "a1", "2c"), 1e-9);
        Assert.Equal(1 + (3 * 0.2), Of(problem, "b1", "1c", 2), 1e-9);
    }

    [Fact]
    public void The_worst_may_be_a_mixture_of_sizes()
    {
        // Three cores are left: 0.5 for b1 on two of them and 0.1 for a1 on the third are more than three times 0.1.
        var problem = new ProblemBuilder { Device = CpuDevice.Model(4, 4096) }.Task("a", null, ("a1", 1)).Task("b", null, ("b1", 1)).Edge("a", "b")
            .Entry("a1", "1c", 1, 10, 10).Entry("b1", "2c", 1, 10, 10).Build().Disturbed(new PairTable(("a1", "a1", 0.1), ("a1", "b1", 0.5)), NeighbourRule.Worst);

        Assert.Equal(1.6, Of(problem, "a1", "1c"), 1e-9);
    }

    [Fact]
    public void The_mean_weighs_variants_by_the_slices_that_their_items_take()
    {
        // A request brings 1 item to a, of 10 items/s and core: 0.1 cores; and 3 to b, of 2 × 20 a core: 0.075. Beside 1c are 3 of a1, or 3 × 2 of b1.
        var problem = Pair(new PairTable(("a1", "a1", 0.15), ("a1", "b1", 0.1), ("b1", "a1", 0.2)), NeighbourRule.Mean);

        Assert.Equal(1 + (((0.1 * 3 * 0.15) + (0.075 * 6 * 0.1)) / 0.175), Of(problem, "a1", "1c"), 1e-6);
        Assert.Equal(1 + (0.1 * 3 * 0.2 / 0.175), Of(problem, "b1", "1c", 2), 1e-6);
    }

    [Fact]
    public void Two_cores_leave_one_neighbour_of_one_core()
    {
        var problem = new ProblemBuilder { Device = CpuDevice.Model(2, 4096) }.Task("a", null, ("a1", 1), ("a2", 0.5)).Entry("a1", "1c", 1, 10, 10).Entry("a2", "1c", 1, 10, 20).Entry("a2", "2c", 1, 5, 90).Build();
        var pairs = new PairTable(("a1", "a1", 0.3), ("a1", "a2", 0.9));

        Assert.Equal(1.9, Of(problem.Disturbed(pairs, NeighbourRule.Worst), "a1", "1c"), 1e-9);

        // Half of the items each, at 10 and 20 a second and core; a2 on both cores has no place beside it.
        Assert.Equal(1.5, Of(problem.Disturbed(pairs, NeighbourRule.Mean), "a1", "1c"), 1e-9);
    }

    [Fact]
    public void Memory_slices_limit_how_many_neighbours_there_are()
    {
        // Beside a 1g are six compute slices, but only seven memory slices: three 1g of double memory.
        var size = A100.WithDoubleMemory.Profiles.First(p => p.ComputeSlices == 1 && p.MemorySlices == 2).Name;
        var builder = new ProblemBuilder { Device = A100.WithDoubleMemory }.Task("a", null, ("a1", 1)).Task("b", null, ("b1", 1)).Edge("a", "b").Entry("a1", "1g", 1, 10, 10).Entry("b1", size, 1, 10, 10);
        var problem = builder.Build();

        Assert.Equal(1.3, Of(problem.Disturbed(new PairTable(("a1", "b1", 0.1)), NeighbourRule.Worst), "a1", "1g"), 1e-9);
    }

    [Fact]
    public void What_nobody_asks_for_or_restrictions_forbid_is_no_neighbour()
    {
        var pairs = new PairTable(("a1", "a2", 0.9), ("a1", "a1", 0.1));
        var problem = new ProblemBuilder { Device = CpuDevice.Model(2, 4096) }.Task("a", null, ("a1", 1), ("a2", 0.5)).Entry("a1", "1c", 1, 10, 10).Entry("a2", "1c", 1, 10, 20).Build();
        var forbidden = problem with { Restrictions = Restrictions.None.And([new TaskRestriction("app", "a") { Never = ["a2"] }]) };

        Assert.Equal(1.9, Of(problem.Disturbed(pairs, NeighbourRule.Worst), "a1", "1c"), 1e-9);
        Assert.Equal(1.1, Of(forbidden.Disturbed(pairs, NeighbourRule.Worst), "a1", "1c"), 1e-9);
        Assert.Equal(1, Of(problem.WithDemand(0).Disturbed(pairs, NeighbourRule.Worst), "a1", "1c"));
    }

    [Fact]
    public void No_layout_slows_a_segment_down_more_than_the_worst() => Seeds.ForAll(200, seed =>
    {
        var problem = RandomFleets.Tiny(seed);
        var (effects, random) = (new ScatteredEffects(seed), new Random(seed));
        var worst = problem.Disturbed(effects, NeighbourRule.Worst).Neighbours;
        foreach (var (device, _) in problem.Inventory.Pools)
        {
            var entries = Candidates(problem, device);
            for (var trial = 0; entries.Count > 0 && trial < 20; trial++)
            {
                var (own, beside) = (entries[random.Next(entries.Count)], new List<ProfileEntry>());
                foreach (var entry in Enumerable.Range(0, 8).Select(_ => entries[random.Next(entries.Count)]))
                {
                    if (DevicePacker.Pack(device, [.. beside.Append(own).Append(entry).Select(e => device.Find(e.Profile)!)]) is not null)
                    {
                        beside.Add(entry);
                    }
                }

                var slowdown = 1 + beside.Sum(b => b.Concurrency * Math.Max(0, effects.Added(Runner(device, own), Runner(device, b))));
                Assert.InRange(slowdown, 1, worst.Of(device.Name, own) + 1e-6);
            }
        }
    });

    [Fact]
    public void The_mean_is_never_above_the_worst() => Seeds.ForAll(300, seed =>
    {
        var problem = RandomFleets.Create(seed);
        var (worst, mean) = (problem.Disturbed(new ScatteredEffects(seed), NeighbourRule.Worst).Neighbours, problem.Disturbed(new ScatteredEffects(seed), NeighbourRule.Mean).Neighbours);

        Assert.All(problem.Profiles.SelectMany(p => p.Entries.Select(e => (p.Device, e))), x => Assert.InRange(mean.Of(x.Device, x.e), 1, worst.Of(x.Device, x.e)));
    });

    [Fact]
    public void A_plan_takes_the_whole_device_where_neighbours_would_make_it_late()
    {
        var problem = new ProblemBuilder { Device = CpuDevice.Model(2, 4096), Objectives = new(100, 0.5), Demand = 10 }.Task("a", null, ("a1", 1)).Entry("a1", "1c", 1, 40, 20).Entry("a1", "2c", 1, 30, 30).Build();
        var disturbed = problem.Disturbed(new PairTable(("a1", "a1", 0.5)), NeighbourRule.Worst);

        Assert.Equal((1, null), (Exact.Plan(problem)!.Slices, Exact.Plan(problem)!.Instances[0].Slowdown));
        Assert.Equal((2, 1, 60), (Exact.Plan(disturbed)!.Slices, Exact.Plan(disturbed)!.Instances[0].Slowdown, Exact.Plan(disturbed)!.Applications[0].LatencyMilliseconds));
    }

    [Fact]
    public void A_plan_says_with_which_factors_it_was_made_and_they_are_read_back_from_its_file()
    {
        var problem = Slow();
        var plan = JsonFile.Read<Plan>(JsonFile.Write(Exact.Plan(problem)!), "plan.json");

        Assert.Equal((1.25, 50, 8), (plan.Instances[0].Slowdown, plan.Instances[0].LatencyMilliseconds, plan.Instances[0].ItemsPerSecond));
        Assert.Empty(PlanChecker.Check(problem, plan));
        Assert.Empty(PlanChecker.Check(problem with { Neighbours = NeighbourSlowdowns.Of(plan) }, plan));
    }

    [Fact]
    public void The_checker_refuses_figures_that_leave_neighbours_out()
    {
        var (problem, plan) = (Slow(), Exact.Plan(Slow() with { Neighbours = NeighbourSlowdowns.None })!);

        var faults = PlanChecker.Check(problem, plan).Select(f => $"{f.Path} {f.Message}").ToList();

        Assert.Contains("instances[0].serves[0]: slowdown is 1; worked out anew it is 1.25", faults);
        Assert.Contains("instances[0].serves[0]: latencyMilliseconds is 40; worked out anew it is 50", faults);
        Assert.Contains("instances[0].serves[0]: itemsPerSecond is 10; worked out anew it is 8", faults);
        Assert.Contains("applications[0].tasks[0].budgetMilliseconds is 80; worked out anew it is 100", faults);
        Assert.NotEmpty(PlanChecker.Check(problem with { Neighbours = NeighbourSlowdowns.None }, Exact.Plan(problem)!));
    }

    [Fact]
    public void A_plan_made_without_neighbours_says_nothing_of_them()
    {
        var plan = Exact.Plan(Slow() with { Neighbours = NeighbourSlowdowns.None })!;

        Assert.DoesNotContain("slowdown", JsonFile.Write(plan), StringComparison.Ordinal);
        Assert.False(NeighbourSlowdowns.Of(plan).IsAny);
    }

    [Fact]
    public void What_is_no_factor_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new NeighbourFactor("cpu", "a1", "1c", 1, 1, 0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NeighbourFactor("cpu", "a1", "1c", 1, 1, double.NaN));
        Assert.Contains(
            "'a1' on 1c of cpu with 1 processes at batch 1 is given two slowdowns",
            Assert.Throws<ArgumentException>(() => new NeighbourSlowdowns([new("cpu", "a1", "1c", 1, 1, 1.5), new("cpu", "a1", "1c", 1, 1, 2)])).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EveryPlanner))]
    public void Every_planners_plans_count_neighbours_and_pass_the_check(string name)
    {
        var planner = PlannerCatalog.Planners.Create(name, Settings.Empty);
        var planned = 0;

        Seeds.ForAll(80, seed =>
        {
            var problem = RandomPools.Create(seed).Disturbed(seed);
            if (planner.Plan(problem) is { } plan)
            {
                Assert.Empty(PlanChecker.Check(problem, plan));
                Assert.All(plan.Instances, i => Assert.Equal(problem.Neighbours.Of(i), i.Slowdown));
                planned++;
            }
        });

        Assert.True(planned > 0, "none of the problems has a plan");
    }

    private static List<ProfileEntry> Candidates(PlanningProblem problem, DeviceModel device)
    {
        var index = new ProfileIndex(problem);
        return
        [
            .. from asked in problem.Applications
               where asked.RequestsPerSecond > 0
               from task in asked.Application.Tasks
               from variant in task.Variants
               where problem.Restrictions.Allow(asked.Application.Name, task.Name, variant.Name)
               from configuration in index.Configurations(asked.Application.Name, variant.Name)
               where problem.Inventory.Pools[configuration.Pool].Model == device
               select configuration.Entry,
        ];
    }

    private static NeighbourRunner Runner(DeviceModel device, ProfileEntry entry) => new(entry.Variant, entry.Batch, (double)device.Find(entry.Profile)!.ComputeSlices / device.ComputeSlices);

    private static double Of(PlanningProblem problem, string variant, string profile, int concurrency = 1) =>
        problem.Neighbours.Of(problem.Device.Name, problem.Profile.Entries.First(e => e.Variant == variant && e.Profile == profile && e.Concurrency == concurrency));

    // One item of a and three of b; on two cores b1 is slower per core than on one with two processes.
    private static PlanningProblem Pair(INeighbourEffects effects, NeighbourRule rule) => new ProblemBuilder { Device = CpuDevice.Model(4, 4096) }
        .Task("a", null, ("a1", 1)).Task("b", null, ("b1", 1)).Edge("a", "b", 3)
        .Entry("a1", "1c", 1, 10, 10).Entry("a1", "2c", 1, 10, 10).Entry("a1", "4c", 1, 10, 10)
        .Entry("b1", "1c", 1, 10, 40, concurrency: 2).Entry("b1", "2c", 1, 10, 20).Entry("b1", "4c", 1, 10, 20)
        .Build().Disturbed(effects, rule);

    private static PlanningProblem Slow() => new ProblemBuilder { Device = CpuDevice.Model(2, 4096), Objectives = new(100, 0.5), Demand = 5 }
        .Task("a", null, ("a1", 1)).Entry("a1", "1c", 1, 40, 10).Build().Disturbed(new PairTable(("a1", "a1", 0.25)), NeighbourRule.Worst);
}
