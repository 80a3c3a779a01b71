using Tangram.Core.Devices;
using Tangram.Planning.Ablations;
using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests.Ablations;

/// <summary>What each freedom taken away does to a problem.</summary>
public sealed class AblationTests
{
    [Fact]
    public void All_freedoms_leave_the_problem_as_it_is()
    {
        var problem = Graph();

        Assert.Equal(problem, Ablation.Apply(problem, Freedoms.All));
    }

    [Fact]
    public void Without_variants_to_choose_only_the_most_accurate_of_each_task_run_and_nothing_is_split()
    {
        var problem = Ablation.Apply(Graph() with { AllowsSplits = true }, Freedoms.Segments | Freedoms.TaskGraph);

        Assert.False(problem.AllowsSplits);
        Assert.True(problem.Restrictions.Allow("app", "a", "a2"));
        Assert.False(problem.Restrictions.Allow("app", "a", "a1"));
        Assert.Null(problem.Restrictions.Profiles);
        Assert.Equal(double.PositiveInfinity, problem.Restrictions.BudgetMilliseconds("app", "a"));
    }

    [Fact]
    public void With_variants_to_choose_splits_stay_as_they_were_asked_for()
    {
        Assert.True(Ablation.Apply(Graph() with { AllowsSplits = true }, Freedoms.Variants).AllowsSplits);
        Assert.False(Ablation.Apply(Graph() with { AllowsSplits = false }, Freedoms.Variants).AllowsSplits);
    }

    [Theory]
    [InlineData(0.9, true, false)]
    [InlineData(1.0, true, true)]
    [InlineData(1.2, false, true)]
    public void An_optional_task_keeps_whichever_is_better_running_or_not(double skipAccuracy, bool mayRun, bool mayBeLeftOut)
    {
        var problem = new ProblemBuilder().Task("a", skipAccuracy, ("a1", 1), ("a2", 0.8)).Entry("a1", "1c", 1, 10, 10).Build();

        var restrictions = Ablation.Apply(problem, Freedoms.None).Restrictions;

        Assert.Equal(mayRun, restrictions.Allow("app", "a", "a1"));
        Assert.False(restrictions.Allow("app", "a", "a2"));
        Assert.Equal(mayBeLeftOut, restrictions.Allow("app", "a", null));
    }

    [Fact]
    public void The_most_accurate_variant_is_that_of_those_that_are_allowed()
    {
        var pinned = Graph() with { Restrictions = Restrictions.None.And([new TaskRestriction("app", "a") { Only = ["a1"] }]) };

        Assert.True(Ablation.Apply(pinned, Freedoms.None).Restrictions.Allow("app", "a", "a1"));
    }

    [Fact]
    public void Without_segments_to_choose_one_process_has_a_whole_device()
    {
        var problem = new ProblemBuilder { Device = A100.WithDoubleMemory }.Task("a", null, ("a1", 1)).Build();
        var two = problem with { Inventory = new Inventory([new DevicePool(A100.WithDoubleMemory, 2), new DevicePool(A100.A30, 3)]) };

        var restrictions = Ablation.Apply(two, Freedoms.Variants | Freedoms.TaskGraph).Restrictions;

        Assert.Equal(["a100-40gb/7g", "a30/4g"], restrictions.Profiles!.Order());
        Assert.Equal(1, restrictions.MaximumConcurrency);
        Assert.Empty(restrictions.Tasks);
    }

    [Fact]
    public void Sizes_that_were_forbidden_stay_forbidden()
    {
        var problem = new ProblemBuilder { Device = A100.WithDoubleMemory }.Task("a", null, ("a1", 1)).Build();
        var forbidden = problem with { Restrictions = Restrictions.None with { Profiles = new HashSet<string> { "a100-40gb/1g" } } };

        Assert.Empty(Ablation.Apply(forbidden, Freedoms.None).Restrictions.Profiles!);
    }

    [Fact]
    public void Without_the_graph_each_task_has_an_equal_share_of_the_longest_path_through_it()
    {
        // a → b → c and a → d: the longest path through d has two tasks, that through the others three. 300 less 30 for entry and answer.
        var restrictions = Ablation.Apply(Graph(), Freedoms.Variants | Freedoms.Segments).Restrictions;

        Assert.Equal(90, restrictions.BudgetMilliseconds("app", "a"), 1e-9);
        Assert.Equal(90, restrictions.BudgetMilliseconds("app", "b"), 1e-9);
        Assert.Equal(90, restrictions.BudgetMilliseconds("app", "c"), 1e-9);
        Assert.Equal(135, restrictions.BudgetMilliseconds("app", "d"), 1e-9);
        Assert.All(["a", "b", "c", "d"], task => Assert.Equal(Math.Pow(0.81, 0.25), restrictions.RelativeAccuracy("app", task), 1e-12));
    }

    [Fact]
    public void Reserve_objective_and_devices_are_untouched()
    {
        var problem = Graph() with { Reserve = 0.2, QueueingFactor = 1.5, Objective = PlanObjective.Slices, AllowsSharing = false };

        var restricted = Ablation.Apply(problem, Freedoms.None);

        Assert.Equal((0.2, 1.5, PlanObjective.Slices, false), (restricted.Reserve, restricted.QueueingFactor, restricted.Objective, restricted.AllowsSharing));
        Assert.Same(problem.Inventory, restricted.Inventory);
        Assert.Same(problem.Applications, restricted.Applications);
    }

    private static PlanningProblem Graph() => new ProblemBuilder { Objectives = new(300, 0.81) }
        .Task("a", null, ("a1", 0.9), ("a2", 1)).Task("b", null, ("b1", 1)).Task("c", null, ("c1", 1)).Task("d", null, ("d1", 1))
        .Edge("a", "b").Edge("b", "c").Edge("a", "d")
        .Operator("entry", null, 20).Operator("answer", null, 10)
        .Entry("a1", "1c", 1, 10, 10)
        .Build();
}
