using Tangram.Control.Transitions;
using Tangram.Core.Devices;
using Tangram.Core.Plans;

namespace Tangram.Control.Tests.Transitions;

/// <summary>The order of the steps from one plan to another.</summary>
public sealed class TransitionPlannerTests
{
    [Fact]
    public void Between_every_two_of_500_plans_the_steps_are_legal_end_in_the_target_and_carry_what_is_predicted() => RequireEveryPair("a100-80gb", 500, 1);

    [Theory]
    [InlineData("a100-80gb=2", 30)]
    [InlineData("a100-80gb=3", 30)]
    [InlineData("a30-24gb=2", 40)]
    [InlineData("cpu=2", 40)]
    [InlineData("a100-80gb=2 a30-24gb=1 cpu=1", 25)]
    public void It_is_so_on_fleets_too(string devices, int plans) => RequireEveryPair(devices, plans, 2);

    [Theory]
    [InlineData("a100-80gb")]
    [InlineData("a30-24gb=2")]
    [InlineData("cpu=2")]
    [InlineData("a100-80gb=2")]
    public void No_order_of_stops_carries_more_at_its_worst_or_is_short_for_less_time(string devices)
    {
        var inventory = Fleets.Get(devices);
        var plans = new PlanGenerator(inventory, 3).Make(45);
        var compared = 0;
        foreach (var (before, target) in plans.SelectMany(b => plans.Select(t => (b, t))))
        {
            var demands = new Demands(before, target, Fleets.AsPlanned);
            var every = new EveryOrder(inventory, before, target, demands, Fleets.Times);
            if (ReferenceEquals(before, target) || every.Stops > 4)
            {
                continue;
            }

            var transition = TransitionPlanner.Plan(inventory, before, target, Fleets.AsPlanned, Fleets.Times);
            var (level, dip) = every.Best();
            var replay = new Replay(inventory, TransitionProgress.Of(before, target), Fleets.AsPlanned, Fleets.Times);
            replay.Run(transition);

            Assert.Equal(1, (1e-12 + replay.Moments.Min(m => m.Level)) / (1e-12 + level), 1e-6);
            Assert.Equal(dip, transition.Dip);
            compared++;
        }

        Assert.InRange(compared, 300, 1980);
    }

    [Theory]
    [InlineData("a100-80gb=2")]
    [InlineData("a30-24gb=1 cpu=1")]
    public void Wherever_it_is_broken_off_what_is_left_leads_to_the_target(string devices)
    {
        var inventory = Fleets.Get(devices);
        var plans = new PlanGenerator(inventory, 4).Make(14);
        foreach (var (before, target) in plans.SelectMany(b => plans.Select(t => (b, t))))
        {
            var progress = TransitionProgress.Of(before, target);
            foreach (var step in TransitionPlanner.Plan(inventory, before, target, Fleets.AsPlanned, Fleets.Times).Steps)
            {
                RequireRepair(inventory, progress);
                RequireRepair(inventory, progress with { Segments = [.. progress.Segments.Select(s => s with { Serves = false })], Graph = null });
                RequireRepair(inventory, progress with { Segments = [.. progress.Segments.Select(Forgotten)], Graph = null });
                progress = progress.After(step);
            }

            Assert.Empty(TransitionPlanner.Repair(inventory, progress.Segments, progress.Graph, target, Fleets.AsPlanned, Fleets.Times).Steps);
        }
    }

    [Fact]
    public void Back_from_anywhere_leads_back()
    {
        var inventory = Fleets.Get("a100-80gb");
        var plans = new PlanGenerator(inventory, 5).Make(14);
        foreach (var (before, target) in plans.SelectMany(b => plans.Select(t => (b, t))))
        {
            var progress = TransitionProgress.Of(before, target);
            foreach (var step in TransitionPlanner.Plan(inventory, before, target, Fleets.AsPlanned, Fleets.Times).Steps)
            {
                progress = progress.After(step);
                RequireRepair(inventory, progress with { Target = before });
            }
        }
    }

    [Fact]
    public void A_plan_that_asks_for_the_same_takes_no_steps()
    {
        var inventory = Fleets.Get("a100-80gb=2");
        var plan = new PlanGenerator(inventory, 6).Make(1)[0];
        var again = plan with { Planner = "another", Applications = [.. plan.Applications.Select(a => a with { Tasks = [.. a.Tasks] })], Instances = [.. plan.Instances], Placements = [.. plan.Placements] };

        var transition = TransitionPlanner.Plan(inventory, plan, again, Fleets.AsPlanned, Fleets.Times);

        Assert.Empty(transition.Steps);
        Assert.Equal(plan.Instances.Count, transition.Kept.Count);
    }

    [Fact]
    public void Another_budget_takes_only_the_switch()
    {
        var (inventory, plan) = (Fleets.Get("cpu"), SmallPlans.Of(("a", 1, 0, 10)));
        var tighter = plan with { Applications = [plan.Applications[0] with { Tasks = [plan.Applications[0].Tasks[0] with { BudgetMilliseconds = 20 }] }] };

        Assert.Equal([StepKind.Switch], TransitionPlanner.Plan(inventory, plan, tighter, Fleets.AsPlanned, Fleets.Times).Steps.Select(s => s.Kind));
    }

    [Fact]
    public void With_a_spare_slice_the_lowest_capacity_is_not_below_both_plans_and_the_demand()
    {
        var inventory = Fleets.Get("cpu");
        var (before, target) = (SmallPlans.Of(("a", 1, 0, 10), ("a", 1, 1, 10)), SmallPlans.Of(("a", 1, 2, 20), ("a", 1, 0, 20)));

        var transition = TransitionPlanner.Plan(inventory, before, target, new Dictionary<string, double> { ["app"] = 15 }, Fleets.Times);

        Assert.Equal((20, TimeSpan.Zero), (transition.LowestCapacity, transition.Dip));
        Assert.Equal("Create 2, Load 2, Switch, Drain 0, Drain 1, Destroy 0, Destroy 1, Create 0, Load 0", SmallPlans.Words(transition));
    }

    [Fact]
    public void Without_one_the_dip_is_as_long_as_the_rounds_in_which_less_is_carried()
    {
        var inventory = Fleets.Get("cpu");
        var (before, target) = (SmallPlans.Of(("a", 2, 0, 10), ("a", 2, 2, 10)), SmallPlans.Of(("a", 2, 0, 20), ("a", 2, 2, 20)));

        var transition = TransitionPlanner.Plan(inventory, before, target, new Dictionary<string, double> { ["app"] = 15 }, Fleets.Times);

        Assert.Equal((10, TimeSpan.FromSeconds(4321)), (transition.LowestCapacity, transition.Dip));
        Assert.Equal(9, transition.Steps[^1].Stage + 1);
    }

    [Fact]
    public void The_switch_comes_when_all_tasks_of_the_target_are_served_and_before_the_last_segment_of_a_task_that_ends_goes()
    {
        var inventory = Fleets.Get("cpu");
        var (before, target) = (SmallPlans.Of(("a", 1, 0, 10), ("old", 1, 1, 10), ("old", 1, 2, 10)), SmallPlans.Of(("a", 1, 0, 10), ("new", 1, 1, 10), ("newer", 1, 3, 10)));

        Assert.Equal("Create 3, Load 3, Drain 1, Destroy 1, Create 1, Load 1, Switch, Drain 2, Destroy 2", SmallPlans.Words(TransitionPlanner.Plan(inventory, before, target, Fleets.AsPlanned, Fleets.Times)));
    }

    [Theory]
    [InlineData(15, 10, 2)]
    [InlineData(10, 15, 0)]
    public void The_application_that_is_worst_off_by_its_demand_decides_what_stops_first(double x, double y, int first)
    {
        var inventory = Fleets.Get("cpu");
        var (before, target) = (
            SmallPlans.Of(("x/a", 1, 0, 10), ("x/a", 1, 1, 10), ("y/a", 1, 2, 10), ("y/a", 1, 3, 10)),
            SmallPlans.Of(("y/a", 1, 0, 10), ("x/a", 1, 1, 10), ("x/a", 1, 2, 10), ("y/a", 1, 3, 10)));

        var transition = TransitionPlanner.Plan(inventory, before, target, new Dictionary<string, double> { ["x"] = x, ["y"] = y }, Fleets.Times);

        Assert.Equal(first, transition.Steps.First(s => s.Kind == StepKind.Drain).Segment!.Placement.Start);
        Assert.Equal((10, TimeSpan.Zero), (transition.LowestCapacity, transition.Dip));
    }

    [Fact]
    public void An_application_without_demand_is_short_of_nothing()
    {
        var inventory = Fleets.Get("cpu");
        var (before, target) = (SmallPlans.Of(("a", 4, 0, 10)), SmallPlans.Of(("a", 2, 0, 10)));

        Assert.Equal(TimeSpan.FromSeconds(4321), TransitionPlanner.Plan(inventory, before, target, Fleets.AsPlanned, Fleets.Times).Dip);
        Assert.Equal(TimeSpan.Zero, TransitionPlanner.Plan(inventory, before, target, new Dictionary<string, double> { ["app"] = 0 }, Fleets.Times).Dip);
    }

    [Fact]
    public void A_fleet_with_more_to_change_than_every_order_can_be_looked_at_is_gone_through_greedily()
    {
        var inventory = Fleets.Get("a100-80gb=12");
        var plans = new PlanGenerator(inventory, 9).Make(6);
        var fresh = new PlanGenerator(inventory, 10).Make(1)[0];
        foreach (var target in plans)
        {
            var replay = new Replay(inventory, TransitionProgress.Of(fresh, target), Fleets.AsPlanned, Fleets.Times);
            var transition = TransitionPlanner.Plan(inventory, fresh, target, Fleets.AsPlanned, Fleets.Times);
            replay.Run(transition);

            RequirePredicted(transition, replay);
            Assert.Null(StopStates.All(new TransitionProblem(inventory, new Parts(TransitionProgress.Of(fresh, target).Segments, Parts.Placed(target)), new Capacity(fresh, target, Fleets.AsPlanned), Fleets.Times, isSwitched: false)));
        }
    }

    [Fact]
    public void On_a_device_that_limits_more_than_space_everything_that_goes_is_gone_before_anything_comes()
    {
        var odd = new DeviceModel("odd", 2, 4, [new PartitionProfile("one", 1, 1, 1024, [0, 1, 2, 3])], "made up");
        var inventory = Inventory.Of(odd);
        var (before, target) = (SmallPlans.On("odd", "one", ("a", 1, 0, 10), ("a", 1, 1, 10)), SmallPlans.On("odd", "one", ("a", 1, 2, 20), ("a", 1, 3, 20)));
        var replay = new Replay(inventory, TransitionProgress.Of(before, target), Fleets.AsPlanned, Fleets.Times);

        replay.Run(TransitionPlanner.Plan(inventory, before, target, Fleets.AsPlanned, Fleets.Times));
    }

    [Fact]
    public void A_plan_that_no_device_can_be_cut_for_is_refused()
    {
        var (inventory, plan) = (Fleets.Get("cpu"), SmallPlans.Of(("a", 1, 0, 10)));

        Assert.Contains("cannot be cut", Assert.Throws<ArgumentException>(() => TransitionPlanner.Plan(inventory, plan, SmallPlans.Of(("a", 2, 0, 10), ("a", 2, 1, 10)), Fleets.AsPlanned, Fleets.Times)).Message);
        Assert.Contains("has no '7c'", Assert.Throws<ArgumentException>(() => TransitionPlanner.Plan(inventory, plan, SmallPlans.Of(("a", 7, 0, 10)), Fleets.AsPlanned, Fleets.Times)).Message);
        Assert.Contains("not in the inventory", Assert.Throws<ArgumentException>(() => TransitionPlanner.Plan(inventory, plan with { Placements = [plan.Placements[0] with { Device = 1 }] }, plan, Fleets.AsPlanned, Fleets.Times)).Message);
    }

    private static void RequireEveryPair(string devices, int count, int seed)
    {
        var inventory = Fleets.Get(devices);
        var plans = new PlanGenerator(inventory, seed).Make(count);
        Parallel.ForEach(plans, before =>
        {
            foreach (var target in plans)
            {
                var transition = TransitionPlanner.Plan(inventory, before, target, Fleets.AsPlanned, Fleets.Times);
                var replay = new Replay(inventory, TransitionProgress.Of(before, target), Fleets.AsPlanned, Fleets.Times);
                replay.Run(transition);

                RequirePredicted(transition, replay);
                // Where everything that comes has room at once, never less is carried than by the worse of both plans.
                if (transition.Steps.TakeWhile(s => s.Kind != StepKind.Drain).Count(s => s.Kind == StepKind.Create) == transition.Steps.Count(s => s.Kind == StepKind.Create))
                {
                    Assert.True(replay.Moments.Min(m => m.Level) >= Math.Min(LevelOf(before, target, false), LevelOf(before, target, true)) * (1 - 1e-6));
                }
            }
        });
    }

    private static double LevelOf(Plan before, Plan target, bool switched) =>
        new Demands(before, target, Fleets.AsPlanned).Level(switched, switched ? target.Instances : before.Instances);

    private static void RequirePredicted(Transition transition, Replay replay)
    {
        var least = replay.Moments.Min(m => m.Level);

        Assert.Contains(replay.Moments, m => m.Level <= (least * (1 + 1e-6)) + 1e-9 && Math.Abs(m.Capacity - transition.LowestCapacity) <= (1e-6 * m.Capacity) + 1e-6);
        Assert.Equal(replay.Dip, transition.Dip);
    }

    private static void RequireRepair(Inventory inventory, TransitionProgress progress)
    {
        var rest = TransitionPlanner.Repair(inventory, progress.Segments, progress.Graph, progress.Target, Fleets.AsPlanned, Fleets.Times);
        var replay = new Replay(inventory, progress, Fleets.AsPlanned, Fleets.Times);
        replay.Run(rest);

        RequirePredicted(rest, replay);
    }

    private static FoundSegment Forgotten(FoundSegment found)
    {
        var (instance, placement) = (found.Segment.Instance, found.Segment.Placement);
        return FoundSegment.Unknown(instance.DeviceModel, instance.Profile, placement.Device, placement.Start, placement.MemorySlices);
    }
}
