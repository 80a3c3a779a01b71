using Tangram.Core.Applications;
using Tangram.Core.Catalogs;

namespace Tangram.Core.Tests.Applications;

/// <summary>Applications as values.</summary>
public sealed class ApplicationTests
{
    private static readonly OperatorUse Any = new("any", Settings.Empty);

    [Fact]
    public void Paths_lead_from_every_root_to_every_leaf()
    {
        var application = Make(["a", "b", "c", "d", "e"], [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]);

        Assert.Equal([["a", "b", "d"], ["a", "c", "d"], ["e"]], application.Paths());
        Assert.Equal(["a", "e"], application.Roots.Select(t => t.Name));
    }

    [Fact]
    public void Tasks_come_parents_first() =>
        Assert.Equal(["c", "b", "a"], Make(["a", "b", "c"], [("c", "b"), ("b", "a")]).Tasks.Select(t => t.Name));

    [Fact]
    public void An_unsound_graph_makes_no_application()
    {
        Assert.Throws<ArgumentException>(() => Make(["a", "b"], [("a", "b"), ("b", "a")]));
        Assert.Throws<ArgumentException>(() => Make(["a"], [("a", "a")]));
        Assert.Throws<ArgumentException>(() => Make([], []));
    }

    [Fact]
    public void A_task_that_is_not_there_is_named_with_those_that_are()
    {
        var exception = Assert.Throws<ArgumentException>(() => Make(["a", "b"], []).Task("c"));

        Assert.StartsWith("application 'app' has no task called 'c'; it has a, b", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Relative_accuracy_is_over_the_best_choice_which_may_be_leaving_the_task_out()
    {
        var (fine, coarse) = (new Variant("fine", "/m", [1], 0.8), new Variant("coarse", "/m", [1], 0.4));

        Assert.Equal(0.5, new ApplicationTask("t", Any, [fine, coarse], null).RelativeAccuracy(coarse));
        Assert.Equal(1, new ApplicationTask("t", Any, [fine, coarse], 0.8).RelativeAccuracy(null));
        Assert.Equal(0.5, new ApplicationTask("t", Any, [coarse], 0.8).RelativeAccuracy(coarse));
    }

    [Fact]
    public void Where_nothing_is_ever_right_every_choice_is_as_good_as_the_best()
    {
        var useless = new Variant("v", "/m", [1], 0);

        Assert.Equal(1, new ApplicationTask("t", Any, [useless], 0).RelativeAccuracy(useless));
    }

    [Fact]
    public void Fan_out_depends_on_the_parents_variant_and_is_one_where_the_parent_is_left_out()
    {
        var edge = new Edge("a", "b", 3, new Dictionary<string, double> { ["fine"] = 5 });

        Assert.Equal((5, 3, 1), (edge.FanOutOf("fine"), edge.FanOutOf("coarse"), edge.FanOutOf(null)));
    }

    [Fact]
    public void Demand_priority_and_partial_results_outlive_new_tasks_and_edges()
    {
        var application = Make(["a", "b"], [("a", "b")]) with { Demand = 3, Priority = -7, PartialResults = true };
        var changed = application.With(application.Tasks, []);

        Assert.Equal((3, -7, true), (changed.Demand, changed.Priority, changed.PartialResults));
    }

    [Fact]
    public void A_priority_out_of_range_makes_no_application() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(["a"], []) with { Priority = 101 });

    private static Application Make(string[] tasks, (string From, string To)[] edges) => new(
        "app",
        string.Empty,
        new Objectives(100, 1),
        Any,
        Any,
        [.. tasks.Select(t => new ApplicationTask(t, Any, [new Variant($"{t}-v", "/m", [1], 1)], null))],
        [.. edges.Select(e => new Edge(e.From, e.To, 1, new Dictionary<string, double>()))],
        null);
}
