using Tangram.Control.Transitions;
using Tangram.Core.Plans;

namespace Tangram.Control.Tests.Transitions;

/// <summary>What serving segments carry.</summary>
public sealed class CapacityTests
{
    private static readonly Plan Before = SmallPlans.Of(("a", 1, 0, 10), ("b", 1, 1, 30));

    [Fact]
    public void The_tightest_task_decides() => Assert.Equal(10, Carried(Before, Before.Instances, switched: false));

    [Fact]
    public void Of_both_plans_items_per_request_the_larger_counts() => Assert.Equal(7.5, Carried(WithItems(4), Before.Instances, switched: false));

    [Fact]
    public void Tasks_of_the_target_count_from_the_switch_on()
    {
        var target = SmallPlans.Of(("a", 1, 0, 10), ("c", 1, 1, 30));

        Assert.Equal(10, Carried(target, Before.Instances, switched: false));
        Assert.Equal(0, Carried(target, Before.Instances, switched: true));
    }

    [Fact]
    public void A_segment_is_divided_among_its_tasks_as_the_plan_divides_it()
    {
        var shared = Before.Instances[0] with { ItemsPerSecond = 80, Serves = [new InstanceWork("app", "a", 3), new InstanceWork("app", "b", 1)] };
        var idle = shared with { Serves = [new InstanceWork("app", "a", 0), new InstanceWork("app", "b", 0)] };

        Assert.Equal(20, Carried(Before, [shared], switched: false));
        Assert.Equal(40, Carried(Before, [idle], switched: false));
    }

    [Fact]
    public void A_task_that_is_left_out_needs_nothing()
    {
        var application = Before.Applications[0];
        var left = Before with { Applications = [application with { Tasks = [application.Tasks[0], application.Tasks[1] with { Variants = [] }] }] };

        Assert.Equal(10, new Capacity(left, left, Fleets.AsPlanned).RequestsPerSecond("app", [left.Instances[0]], switched: false));
    }

    [Fact]
    public void An_application_that_is_not_there_has_none() => Assert.Null(new Capacity(Before, Before, Fleets.AsPlanned).RequestsPerSecond("other", Before.Instances, switched: false));

    private static double? Carried(Plan target, IReadOnlyList<Instance> serving, bool switched) =>
        Assert.NotNull(new Capacity(Before, target, Fleets.AsPlanned).RequestsPerSecond("app", serving, switched)) is var carried ? Math.Round(carried, 6) : null;

    private static Plan WithItems(double items)
    {
        var application = Before.Applications[0];
        return Before with { Applications = [application with { Tasks = [application.Tasks[0], application.Tasks[1] with { ItemsPerRequest = items }] }] };
    }
}
