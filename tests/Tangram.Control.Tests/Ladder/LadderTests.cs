using Tangram.Control.Ladder;
using Tangram.Control.Observing;

namespace Tangram.Control.Tests.Ladder;

/// <summary>What is done where no plan carries the demand, and how it is undone. Four cores carry 30 requests/s precisely and 90 roughly.</summary>
public sealed class LadderTests
{
    private static readonly ControlSettings Settings = ControlSettings.Default;

    [Fact]
    public void The_rungs_are_gone_down_in_order_one_an_observation()
    {
        var (controller, stage) = Begin(new Machine(4, floor: 0.7));
        Show(stage, 60, low: 10, high: 10);
        Assert.Empty(stage.Actions);

        Show(stage, 20, low: 200, high: 100);

        Assert.Equal([Rung.LowerAccuracy, Rung.Shed, Rung.Refuse], stage.Actions.Select(a => a.Action.Rung));
        Assert.Equal([0, 1, 2], stage.Actions.Select(a => (a.At - stage.Actions[0].At).TotalSeconds));
        Assert.Equal(Rung.Refuse, controller.Rung);
        Assert.Equal(5, controller.Shedding.BelowPriority);
        Assert.Equal(90, controller.Shedding.RequestsPerSecond!.Value, 0.1);
        Assert.Equal(90, controller.Carries, 0.1);
        Assert.Equal(0.7, stage.Actions[^1].Action.Application.Objectives.Accuracy);
        Assert.Contains("the largest plan carries 30", stage.Actions[0].Action.Why, StringComparison.Ordinal);
        Assert.Contains("the largest plan carries 90", stage.Actions[1].Action.Why, StringComparison.Ordinal);
        Assert.Equal("refuse requests of a priority below 5", stage.Actions[1].Action.What);
        Assert.Equal("refuse requests beyond 90/s", stage.Actions[2].Action.What, ignoreAllWhiteSpace: true);
    }

    [Fact]
    public void They_are_undone_in_reverse_order_each_after_the_hold()
    {
        var (controller, stage) = Begin(new Machine(4, floor: 0.7));
        Show(stage, 60, low: 10, high: 10);
        Show(stage, 20, low: 200, high: 100);
        stage.Actions.Clear();

        Show(stage, 200, low: 5, high: 5);

        Assert.Equal([Rung.Shed, Rung.LowerAccuracy, Rung.Objectives], stage.Actions.Select(a => a.Action.Rung).Distinct());
        Assert.All(stage.Actions.Zip(stage.Actions.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= Settings.Hold));
        Assert.Equal((Rung.Objectives, Shedding.None), (controller.Rung, controller.Shedding));
        Assert.Equal(0.9, stage.Actions[^1].Action.Application.Objectives.Accuracy);
        Assert.Contains(controller.Running.Instances, i => i.Variant == "precise");
    }

    [Fact]
    public void Accuracy_is_lowered_for_a_demand_that_is_carried_then()
    {
        var (controller, stage) = Begin(new Machine(4, floor: 0.7));
        Show(stage, 60, low: 10, high: 10);
        Show(stage, 120, low: 30, high: 20);

        Assert.Equal(Rung.LowerAccuracy, controller.Rung);
        Assert.Equal(Shedding.None, controller.Shedding);
        Assert.Contains(controller.Running.Instances, i => i.Variant == "rough");

        // Objectives are kept again once the whole headroom fits: 30 ≥ 1.2 × demand.
        Show(stage, 200, low: 15, high: 12);
        Assert.Equal(Rung.LowerAccuracy, controller.Rung);
        Show(stage, 200, low: 10, high: 10);
        Assert.Equal(Rung.Objectives, controller.Rung);
    }

    [Fact]
    public void Headroom_that_the_machine_has_not_costs_no_accuracy()
    {
        var (controller, stage) = Begin(new Machine(4, floor: 0.7));
        Show(stage, 60, low: 10, high: 10);
        Show(stage, 300, low: 14, high: 14);

        Assert.Equal(Rung.Objectives, controller.Rung);
        Assert.Equal(30, controller.Carries, 0.1);
    }

    [Fact]
    public void Without_accuracy_to_give_that_rung_is_skipped_and_said_to_be()
    {
        var (_, stage) = Begin(new Machine(4));
        Show(stage, 60, low: 10, high: 10);
        Show(stage, 10, low: 30, high: 20);

        Assert.Equal([Rung.Shed], stage.Actions.Select(a => a.Action.Rung).Distinct());
        Assert.Contains("accuracy is not lowered, as its floor is its objective of 0.9", stage.Actions[0].Action.Why, StringComparison.Ordinal);
        Assert.Equal(5, stage.Actions[^1].Action.Shedding.BelowPriority);
        Assert.Null(stage.Actions[^1].Action.Shedding.RequestsPerSecond);
    }

    [Fact]
    public void Where_all_requests_have_one_priority_none_is_refused_for_it()
    {
        var (controller, stage) = Begin(new Machine(4));
        stage.Steady(60, 20);
        stage.Steady(10, 60);

        Assert.Equal([Rung.Shed, Rung.Refuse], stage.Actions.Select(a => a.Action.Rung));
        Assert.Equal("refuse nobody by priority", stage.Actions[0].Action.What);
        Assert.Contains("all requests have one priority", stage.Actions[0].Action.Why, StringComparison.Ordinal);
        Assert.Null(controller.Shedding.BelowPriority);
        Assert.Equal(30, controller.Shedding.RequestsPerSecond!.Value, 0.1);
    }

    [Fact]
    public void As_few_priorities_as_needed_are_refused_and_taken_back_one_after_the_other()
    {
        var (controller, stage) = Begin(new Machine(4));
        Three(stage, 60, 8, 4, 4);
        Three(stage, 10, 30, 10, 10);
        Assert.Equal((Rung.Shed, 1), (controller.Rung, controller.Shedding.BelowPriority));

        Three(stage, 60, 30, 30, 10);
        Assert.Equal((Rung.Shed, 2), (controller.Rung, controller.Shedding.BelowPriority));

        Three(stage, 300, 30, 10, 8);
        Assert.Equal((Rung.Shed, 1), (controller.Rung, controller.Shedding.BelowPriority));

        Three(stage, 300, 6, 6, 6);
        Assert.Equal(Rung.Objectives, controller.Rung);
    }

    [Fact]
    public void No_more_accuracy_is_given_up_than_needed()
    {
        // Coarsely it takes the fewest cores, but roughly the machine carries it as well.
        var (controller, stage) = Begin(new Machine(4, floor: 0.4, isCoarse: true));
        Show(stage, 60, low: 10, high: 10);
        Show(stage, 15, low: 30, high: 20);

        Assert.Equal(Rung.LowerAccuracy, controller.Rung);
        Assert.Equal(0.8, controller.Running.Applications[0].Accuracy, 1e-9);
        Assert.InRange(stage.Actions[^1].Action.Application.Objectives.Accuracy, 0.5, 0.8);
    }

    [Fact]
    public void Drifted_run_times_that_no_plan_carries_lead_down_as_well()
    {
        var (controller, stage) = Begin(new Machine(4, floor: 0.7));
        stage.Steady(60, 20);
        stage.Steady(60, 20, o => o with { Runs = [new RunObservation("precise", "1c", 20, TimeSpan.FromMilliseconds(72 * 20 * 2), TimeSpan.FromMilliseconds(72 * 20))] });

        Assert.Equal(Rung.LowerAccuracy, controller.Rung);
        Assert.Contains("times as long as measured", stage.Actions[0].Action.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_plan_meets_the_objectives_at_any_demand_the_one_that_runs_stays()
    {
        var (controller, stage) = Begin(new Machine(4, latencyMilliseconds: 200));
        var running = controller.Running;
        stage.Steady(60, 20);
        stage.Steady(60, 20, o => o with { Runs = [new RunObservation("precise", "1c", 20, TimeSpan.FromMilliseconds(72 * 20 * 2), TimeSpan.FromMilliseconds(72 * 20))] });

        Assert.Same(running, controller.Running);
        Assert.All(stage.Actions, a => Assert.Null(a.Action.Plan));
        Assert.NotEmpty(stage.Actions);
    }

    [Fact]
    public void The_largest_demand_is_searched_for_once()
    {
        var machine = new Machine(4, floor: 0.7);
        var (_, stage) = Begin(machine);
        Show(stage, 60, low: 10, high: 10);
        Show(stage, 600, low: 200, high: 100);

        Assert.Equal(2, machine.Asked.Count(a => a is null));
    }

    private static (Controller Controller, Stage Stage) Begin(Machine machine)
    {
        var controller = new Controller(machine.Application, machine.Profile, machine.PlanFor(25), machine, Settings);
        return (controller, new Stage(controller));
    }

    // Seconds with requests of priority 0 and of priority 5.
    private static void Show(Stage stage, int seconds, long low, long high) => stage.Run(seconds, _ => 0, o => o with { OfferedByPriority = new Dictionary<int, long> { [0] = low, [5] = high } });

    private static void Three(Stage stage, int seconds, long lowest, long middle, long highest) =>
        stage.Run(seconds, _ => 0, o => o with { OfferedByPriority = new Dictionary<int, long> { [0] = lowest, [1] = middle, [2] = highest } });
}
