using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests;

public sealed class LayoutBuilderTests
{
    private static readonly string[] Diamond = ["a b", "b c", "a c"];

    [Fact]
    public void Segments_take_their_latency_from_the_profiles_medians()
    {
        var segment = Build(["a"], [], []).Segments[0];

        Assert.Equal(("a-0", 0, 2, 1, 4), (segment.Id, Assert.Single(segment.Tasks), segment.Slices, segment.Processes, segment.MaxBatch));
        Assert.Equal([Span(10), Span(16)], [segment.Latency.Of(1), segment.Latency.Of(4)]);
    }

    [Fact]
    public void What_is_expected_after_a_task_is_the_longest_way_to_the_answer()
    {
        var layout = Build(["a", "b", "c"], ["a b", "a c"], []);

        // A leaf: 1 of its own operator and 3 for the answer.
        Assert.Equal([Span(4), Span(4)], layout.Tasks.Skip(1).Select(t => t.ExpectedAfter));

        // The root: 1 of its operator, 10 for a batch of one at a child, and 4 after it.
        Assert.Equal(Span(15), layout.Tasks[0].ExpectedAfter);
    }

    [Fact]
    public void Where_a_child_gets_many_items_their_throughput_counts()
    {
        var layout = Build(["a", "b"], ["a b"], [], items: 8);

        // 8 items at 4 in 16 ms are 32; and 1 and 4 around it.
        Assert.Equal(Span(37), layout.Tasks[0].ExpectedAfter);
    }

    [Fact]
    public void A_task_that_is_left_out_hands_its_parents_items_to_its_children()
    {
        var layout = Build(["a", "b", "c"], ["a b", "b c"], ["b"]);

        Assert.Equal(["a", "c"], layout.Tasks.Select(t => t.Name));
        Assert.Equal([1], layout.Tasks[0].Children);
        Assert.Equal([true, false], layout.Tasks.Select(t => t.IsRoot));
    }

    [Fact]
    public void A_child_of_a_task_and_of_one_left_out_below_it_gets_the_items_both_ways() =>
        Assert.Equal([1, 1], Build(["a", "b", "c"], Diamond, ["b"]).Tasks[0].Children);

    [Fact]
    public void A_child_of_a_root_that_is_left_out_gets_the_request_itself_beside_what_its_other_parents_bring()
    {
        var layout = Build(["a", "b", "c"], ["a c", "b c"], ["b"]);

        Assert.Equal([true, true], layout.Tasks.Select(t => t.IsRoot));
        Assert.Equal([1], layout.Tasks[0].Children);
    }

    [Fact]
    public void A_variant_that_the_profile_does_not_have_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => LayoutBuilder.Build(App(["a"], []), PlanOf(["a"], [], 1), Profile([])));

        Assert.StartsWith("the profile has no entry for variant a-v on 2c, which instance a-0 of the plan uses", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_and_segments_of_several_applications_are_counted_through()
    {
        var layout = LayoutBuilder.Build([App(["a", "b"], ["a b"]), App(["c"], [], "other")], TwoApplications(otherDemand: 1), [Profile(["a", "b", "c"])]);

        Assert.Equal(["app", "other"], layout.Applications.Select(a => a.Name));
        Assert.Equal([("app", "a", 0), ("app", "b", 1), ("other", "c", 2)], layout.Tasks.Select(t => (t.Application, t.Name, t.Index)));
        Assert.Equal([0], layout.RootsOf("app"));
        Assert.Equal([2], layout.RootsOf("other"));
        Assert.Equal([("a-0", 0), ("b-0", 1), ("c-0", 2)], layout.Segments.Select(s => (s.Id, Assert.Single(s.Tasks))));
    }

    [Fact]
    public void An_application_without_demand_is_left_out_with_its_segments()
    {
        var layout = LayoutBuilder.Build([App(["a", "b"], ["a b"]), App(["c"], [], "other")], TwoApplications(otherDemand: 0), [Profile(["a", "b", "c"])]);

        Assert.Equal(["app"], layout.Applications.Select(a => a.Name));
        Assert.Equal(["a", "b"], layout.Tasks.Select(t => t.Name));
        Assert.Equal(["a-0", "b-0"], layout.Segments.Select(s => s.Id));
    }

    [Fact]
    public void An_instance_that_several_tasks_share_is_one_segment_of_all_of_them()
    {
        var plan = TwoApplications(otherDemand: 1);
        var shared = plan.Instances[0] with { Serves = [new InstanceWork("app", "a", 1), new InstanceWork("other", "c", 1)] };
        var layout = LayoutBuilder.Build(
            [App(["a", "b"], ["a b"]), App(["c"], [], "other")], plan with { Instances = [shared, plan.Instances[1]] }, [Profile(["a", "b", "c"])]);

        Assert.Equal([0, 2], layout.Segments[0].Tasks);
        Assert.Equal((true, false, true), (layout.Segments[0].Serves(0), layout.Segments[0].Serves(1), layout.Segments[0].Serves(2)));
    }

    [Fact]
    public void Of_a_shared_instance_only_what_is_built_is_served()
    {
        var plan = TwoApplications(otherDemand: 1);
        var shared = plan.Instances[0] with { Serves = [new InstanceWork("other", "c", 1), new InstanceWork("app", "a", 1)] };

        var layout = LayoutBuilder.Build([App(["a", "b"], ["a b"])], plan with { Instances = [shared, plan.Instances[1]] }, [Profile(["a", "b", "c"])]);

        Assert.Equal([0], layout.Segments[0].Tasks);
    }

    [Fact]
    public void A_split_tasks_shares_accuracies_and_budgets_come_from_the_plan()
    {
        var plan = PlanOf(["a"], [], 1);
        var planned = plan.Applications[0];
        var split = plan with
        {
            QueueingFactor = 3,
            Applications = [planned with { Tasks = [planned.Tasks[0] with { Variants = [new PlannedVariant("a-v", 0.7, 1), new PlannedVariant("b-v", 0.3, 0.9)] }] }],
            Instances = [plan.Instances[0], plan.Instances[0] with { Id = "a-1", Variant = "b-v" }],
        };

        var layout = LayoutBuilder.Build(App(["a"], []), split, Profile(["a", "b"]));

        Assert.Equal([new VariantShare("a-v", 0.7), new VariantShare("b-v", 0.3)], layout.Tasks[0].Shares);
        Assert.Equal([("a-v", 1, Span(48)), ("b-v", 0.9, Span(48))], layout.Segments.Select(s => (s.Variant, s.Accuracy, s.Budget)));
        Assert.Empty(Build(["a"], [], []).Tasks[0].Shares);
    }

    [Fact]
    public void A_plan_for_another_application_is_refused()
    {
        var plan = PlanOf(["a"], [], 1);
        var other = plan with { Applications = [plan.Applications[0] with { Name = "other" }] };

        var fault = Assert.Throws<ArgumentException>(() => LayoutBuilder.Build(App(["a"], []), other, Profile(["a"])));

        Assert.StartsWith("the plan is for other, not for 'app'", fault.Message, StringComparison.Ordinal);
    }

    private static Layout Build(string[] tasks, string[] edges, string[] skipped, double items = 1) =>
        LayoutBuilder.Build(App(tasks, edges), PlanOf(tasks, skipped, items), Profile(tasks));

    private static Application App(string[] tasks, string[] edges, string name = "app") => new(
        name,
        "for tests",
        new Objectives(1000, 0.5),
        new OperatorUse("entry", Settings.Empty),
        new OperatorUse("answer", Settings.Empty),
        [.. tasks.Select(t => new ApplicationTask(t, new OperatorUse("op", Settings.Empty), [new Variant($"{t}-v", "/m", [1], 1)], SkipAccuracy: 1))],
        [.. edges.Select(e => new Edge(e[..1], e[^1..], 1, new Dictionary<string, double>()))],
        evaluation: null);

    private static Plan PlanOf(string[] tasks, string[] skipped, double items) => new(
        1, "hand", Optimal: false, "devices", 1, 2, 2, 2, 0, "wait", 0, [new PlannedPool("cpu", 1, 1)],
        [new PlannedApplication("app", 1, 1000, 0.5, 100, 1,
            [.. tasks.Select(t => new PlannedTask(t, skipped.Contains(t) ? [] : [new PlannedVariant($"{t}-v", 1, 1)], 1, items, items, 100, 1, 0.5))])],
        [.. tasks.Except(skipped).Select(t => new Instance($"{t}-0", $"{t}-v", "cpu", "2c", 1, 4, 2, 16, 250, 100, [new InstanceWork("app", t, items)]))],
        []);

    /// <summary>A plan for the tasks a and b of one application and c of another.</summary>
    private static Plan TwoApplications(double otherDemand)
    {
        var (plan, other) = (PlanOf(["a", "b"], [], 1), PlanOf(["c"], [], 1));
        return plan with
        {
            Applications = [plan.Applications[0], other.Applications[0] with { Name = "other", Demand = otherDemand }],
            Instances = [.. plan.Instances, other.Instances[0] with { Serves = [new InstanceWork("other", "c", 1)] }],
        };
    }

    private static ProfileTable Profile(string[] tasks) => new(
        1, "app", "cpu", 2, "here", "now", "full", new Dictionary<string, string>(), Complete: true,
        [.. tasks.SelectMany(t => (ProfileEntry[])[Entry(t, 1, 10), Entry(t, 4, 16)])],
        [],
        [new OperatorTime("answer", null, 2, 3), .. tasks.Select(t => new OperatorTime(t, $"{t}-v", 0.5, 1))]);

    private static ProfileEntry Entry(string task, int batch, double milliseconds) =>
        new($"{task}-v", "2c", 1, batch, milliseconds, milliseconds * 2, milliseconds * 3, 1000 * batch / milliseconds, 100, []);
}
