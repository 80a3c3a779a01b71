using Tangram.Control.Ladder;
using Tangram.Control.Observing;
using Tangram.Core.Time;

namespace Tangram.Control.Tests;

/// <summary>When the controller plans anew, and for what.</summary>
public sealed class ControllerTests
{
    private readonly Machine _machine = new(16);

    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(90)]
    public void An_hour_of_a_steady_Poisson_stream_brings_no_plan(double rate)
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var poisson = new Poisson((seed * 1000) + (int)rate);
            var controller = Controls(SteadyWanted(rate), out var stage);

            stage.Run(3600, _ => poisson.Draw(rate));

            Assert.Empty(stage.Plans.Select(p => $"{rate}, seed {seed}: {p.What}: {p.Why}"));
            Assert.Equal(Rung.Objectives, controller.Rung);
        }
    }

    [Fact]
    public void Four_times_the_demand_is_planned_for_at_once()
    {
        var controller = Controls(20, out var stage);
        stage.Steady(60, 10);
        stage.Steady(3, 40);

        var action = Assert.Single(stage.Plans);
        Assert.InRange(action.Plan!.Applications[0].Demand, 48, 80);
        Assert.Equal((Rung.Objectives, Shedding.None), (action.Rung, action.Shedding));
        Assert.Contains("the plan carries 20", action.Why, StringComparison.Ordinal);
        Assert.Same(action.Plan, controller.Running);
        Assert.Equal(action.Plan.Applications[0].Demand, controller.Carries);
    }

    [Fact]
    public void A_demand_that_fell_is_planned_for_after_the_hold()
    {
        Controls(100, out var stage);
        stage.Steady(60, 70);
        stage.Steady(20, 10);
        Assert.Empty(stage.Actions);

        stage.Steady(10, 10);

        var action = Assert.Single(stage.Plans);
        Assert.InRange(action.Plan!.Applications[0].Demand, 12, 25);
    }

    [Fact]
    public void A_demand_that_fell_for_less_than_the_hold_is_not()
    {
        Controls(100, out var stage);
        for (var times = 0; times < 20; times++)
        {
            stage.Steady(40, 70);
            stage.Steady(18, 10);
        }

        Assert.Empty(stage.Actions);
    }

    [Fact]
    public void Time_alone_brings_nothing()
    {
        Controls(20, out var stage);

        stage.Steady(24 * 3600, 14);

        Assert.Empty(stage.Actions);
        Assert.Single(_machine.Asked);
    }

    [Fact]
    public void The_same_plan_is_not_gone_over_to_but_carries_what_it_was_planned_for()
    {
        // Two cores for look carry 20/s, so plans for 11 and for 19 have the same segments.
        var controller = Controls(11, out var stage);
        stage.Steady(60, 9);
        stage.Steady(15, 14);

        var action = Assert.Single(stage.Actions).Action;
        Assert.Null(action.Plan);
        Assert.Equal("keep the plan", action.What);
        Assert.InRange(controller.Carries, 16.8, 20);
    }

    [Fact]
    public void Less_demand_that_no_smaller_plan_serves_leaves_the_plan_and_is_not_asked_about_again()
    {
        Controls(19.5, out var stage);
        stage.Steady(60, 15);
        stage.Steady(300, 9);

        var action = Assert.Single(stage.Actions).Action;
        Assert.Null(action.Plan);
        Assert.Contains("would take no fewer slices", action.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Upward_plans_keep_the_shortest_gap()
    {
        Controls(5, out var stage);

        stage.Run(60, second => 5 + (2 * second));

        Assert.True(stage.Plans.Count() > 2);
        Assert.All(stage.Actions.Zip(stage.Actions.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= ControlSettings.Default.ShortestGap));
    }

    [Fact]
    public void Nothing_else_is_asked_for_while_a_plan_is_gone_over_to()
    {
        var controller = Controls(17, out _);
        var stage = new Stage(controller) { ChangeSeconds = 30 };
        stage.Steady(60, 10);
        stage.Steady(4, 40);
        Assert.True(controller.IsChanging);

        stage.Steady(25, 100);
        Assert.Single(stage.Actions);

        stage.Steady(10, 100);
        Assert.Equal(2, stage.Plans.Count());
    }

    [Fact]
    public void A_change_that_failed_is_tried_again_after_ever_longer_waits()
    {
        var controller = Controls(20, out _);
        var tried = new List<TimeSpan>();
        var now = Instant.Start;
        for (var second = 0; second < 400; second++)
        {
            now += TimeSpan.FromSeconds(1);
            if (controller.Observe(new Observation(now, TimeSpan.FromSeconds(1)) { OfferedByPriority = new Dictionary<int, long> { [0] = 60 } }, mayAct: true, TestContext.Current.CancellationToken) is { } action)
            {
                tried.Add(now - Instant.Start);
                controller.Failed(action, now);
            }
        }

        Assert.Equal([5, 10, 20, 40, 80, 160], tried.Zip(tried.Skip(1)).Select(t => (t.Second - t.First).TotalSeconds));
        Assert.Equal(20, controller.Carries);
    }

    [Fact]
    public void While_nothing_can_be_changed_it_takes_note_and_decides_once_it_can()
    {
        var controller = Controls(20, out _);
        var now = Instant.Start;
        ControlAction? Second(bool mayAct)
        {
            now += TimeSpan.FromSeconds(1);
            return controller.Observe(new Observation(now, TimeSpan.FromSeconds(1)) { OfferedByPriority = new Dictionary<int, long> { [0] = 60 } }, mayAct, TestContext.Current.CancellationToken);
        }

        for (var second = 0; second < 60; second++)
        {
            Assert.Null(Second(mayAct: false));
        }

        Assert.False(controller.IsChanging);
        Assert.Equal(60, controller.Demand!.RequestsPerSecond, 5.0);
        Assert.NotNull(Second(mayAct: true)?.Plan);
    }

    [Fact]
    public void Only_the_action_under_way_can_end()
    {
        var controller = Controls(20, out var stage);
        stage.Steady(30, 60);
        var done = Assert.Single(stage.Plans);

        Assert.Equal($"'{done.What}' is not under way", Assert.Throws<InvalidOperationException>(() => controller.Applied(done, stage.Now)).Message);
    }

    [Fact]
    public void More_items_of_a_request_than_counted_lead_to_another_plan()
    {
        var machine = new Machine(16);
        var controller = new Controller(machine.Application, machine.Profile, machine.PlanFor(60), machine, ControlSettings.Default);
        var stage = new Stage(controller);
        stage.Steady(60, 40, FanOut(1));
        Assert.Empty(stage.Actions);

        stage.Steady(60, 40, FanOut(5));

        Assert.Contains("makes", stage.Plans.First().Why, StringComparison.Ordinal);
        Assert.InRange(stage.Actions[^1].Action.Application.Edges[0].FanOutOf("precise"), 5 / 1.2, 5);
        Assert.True(controller.Running.Instances.Count(i => i.Variant == "words") > 1);

        stage.Steady(1500, 40, FanOut(1));

        Assert.InRange(stage.Actions[^1].Action.Application.Edges[0].FanOutOf("precise"), 1, 1 / 0.8);
        Assert.Single(controller.Running.Instances, i => i.Variant == "words");
    }

    [Fact]
    public void Batches_that_run_longer_than_measured_lead_to_a_plan_with_that_counted_and_back()
    {
        var controller = Controls(60, out var stage);
        stage.Steady(60, 45, Runs(1));
        Assert.Empty(stage.Actions);

        stage.Steady(30, 45, Runs(1.5));

        Assert.InRange(stage.Actions[^1].Action.Profile.Find("precise", "1c", 1, 1)!.ItemsPerSecond, 10 / 1.5, 10 / 1.5 * 1.15);
        Assert.Contains("times as long as measured", stage.Plans.First().Why, StringComparison.Ordinal);
        var drifted = controller.Running.Instances.Count;
        Assert.True(drifted >= 8 + 1);

        stage.Steady(300, 45, Runs(1));

        Assert.InRange(stage.Actions[^1].Action.Profile.Find("precise", "1c", 1, 1)!.ItemsPerSecond, 10 / 1.18, 10);
        Assert.True(controller.Running.Instances.Count < drifted);
    }

    [Fact]
    public void How_long_batches_run_while_a_plan_is_gone_over_to_says_nothing()
    {
        var controller = Controls(20, out _);
        var stage = new Stage(controller) { ChangeSeconds = 8 };
        stage.Steady(30, 10, Runs(1));

        // Models that are loaded take time from those that serve.
        stage.Steady(60, 40, o => Runs(controller.IsChanging ? 3 : 1)(o));

        Assert.StartsWith("40", Assert.Single(stage.Plans).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_that_come_too_late_lead_to_a_plan_with_more_headroom()
    {
        var controller = Controls(60, out var stage);
        stage.Steady(60, 45, InTime(0.97));
        Assert.Empty(stage.Actions);

        stage.Steady(15, 45, InTime(0.9));

        var action = Assert.Single(stage.Plans);
        Assert.StartsWith("90.0 % of the requests were answered in time, less than 95.0 %", action.Why, StringComparison.Ordinal);
        Assert.Equal(75, action.Plan!.Applications[0].Demand, 1e-6);
        Assert.Equal(75, controller.Carries, 1e-6);
    }

    [Fact]
    public void Answers_that_stay_late_whatever_is_planned_bring_so_many_plans_and_no_more()
    {
        Controls(30, out var stage);

        stage.Steady(3600, 20, InTime(0.5));

        var settings = ControlSettings.Default;
        Assert.InRange(stage.Actions.Count, 3, (settings.HeadroomLimit / settings.HeadroomStep) + 1 + (2 * 3600 / settings.LongestHold.TotalSeconds));
        Assert.All(stage.Actions, a => Assert.Equal(Rung.Objectives, a.Action.Rung));
    }

    [Fact]
    public void A_few_late_answers_say_nothing()
    {
        Controls(60, out var stage);

        stage.Steady(200, 45, o => o with { Ended = o.At.Ticks % 20_000_000 == 0 ? 1 : 0, InTime = 0 });
        Assert.NotEmpty(stage.Actions);
        Controls(60, out stage);
        stage.Steady(90, 45, o => o with { Ended = o.At.Ticks % 20_000_000 == 0 ? 1 : 0, InTime = 0 });
        Assert.Empty(stage.Actions);
    }

    [Fact]
    public void An_operators_plan_is_kept_until_it_is_released()
    {
        var controller = Controls(20, out var stage);
        stage.Steady(30, 10);

        var forced = controller.Force(null, 100, "a sale begins", TestContext.Current.CancellationToken);
        controller.Applied(forced, stage.Now);
        Assert.Equal((100, "a sale begins", true), (forced.Plan!.Applications[0].Demand, forced.Why, controller.IsPinned));
        stage.Steady(300, 10);
        Assert.Empty(stage.Actions);

        controller.Release();
        stage.Steady(60, 10);
        Assert.InRange(Assert.Single(stage.Plans).Plan!.Applications[0].Demand, 12, 20);
    }

    [Fact]
    public void An_operator_may_hand_over_a_plan_or_ask_for_one_for_what_comes_in()
    {
        var controller = Controls(20, out var stage);
        stage.Steady(30, 10);
        var plan = _machine.PlanFor(70);

        controller.Applied(controller.Force(plan, null, "tried by hand", TestContext.Current.CancellationToken), stage.Now);
        Assert.Same(plan, controller.Running);
        var back = controller.Force(null, null, "enough", TestContext.Current.CancellationToken);

        Assert.False(controller.IsPinned);
        Assert.InRange(back.Plan!.Applications[0].Demand, 12, 16);
        Assert.Equal(
            "a change of plan is under way; it is to end first",
            Assert.Throws<InvalidOperationException>(() => controller.Force(plan, null, "again", TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void An_operators_demand_that_no_plan_carries_changes_nothing_and_says_why()
    {
        var controller = Controls(20, out _);

        var action = controller.Force(null, 1e6, "to see", TestContext.Current.CancellationToken);

        Assert.Null(action.Plan);
        Assert.False(controller.IsPinned);
        Assert.StartsWith("to see; ", action.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_without_the_application_and_an_unknown_estimator_are_refused()
    {
        var plan = _machine.PlanFor(10);
        var other = plan with { Applications = [plan.Applications[0] with { Name = "other" }] };

        Assert.StartsWith("the plan has no application 'app'; it has other", Assert.Throws<ArgumentException>(() => new Controller(_machine.Application, _machine.Profile, other, _machine, ControlSettings.Default)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "no demand estimator is called 'oracle'; known: change, ewma, mean",
            Assert.Throws<ArgumentException>(() => new Controller(_machine.Application, _machine.Profile, plan, _machine, ControlSettings.Default with { DemandEstimator = "oracle" })).Message,
            StringComparison.Ordinal);
    }

    // What a controller would plan a rate for that it has watched for long.
    private static double SteadyWanted(double rate) => (rate * 1.2) + (3 * Math.Sqrt(rate / 300));

    private static Func<Observation, Observation> FanOut(long children) =>
        o => o with { FanOuts = o.Offered > 0 ? [new FanOutObservation("look", "precise", o.Offered, o.Offered * children)] : [] };

    private static Func<Observation, Observation> Runs(double factor) =>
        o => o with { Runs = o.Offered > 0 ? [new RunObservation("precise", "1c", o.Offered, TimeSpan.FromMilliseconds(72 * factor * o.Offered), TimeSpan.FromMilliseconds(72 * o.Offered))] : [] };

    private static Func<Observation, Observation> InTime(double share) => o => o with { Ended = 100, InTime = (long)(100 * share) };

    private Controller Controls(double requestsPerSecond, out Stage stage)
    {
        var controller = new Controller(_machine.Application, _machine.Profile, _machine.PlanFor(requestsPerSecond), _machine, ControlSettings.Default);
        stage = new Stage(controller);
        return controller;
    }
}
