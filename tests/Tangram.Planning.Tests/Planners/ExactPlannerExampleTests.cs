using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Plans;
using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests.Planners;

/// <summary>Plans worked out by hand.</summary>
public sealed class ExactPlannerExampleTests
{
    [Fact]
    public void Budgets_of_a_chain_are_as_worked_out_by_hand()
    {
        var plan = Solve(Reader().Build());

        // 2 requests/s; each brings 6 boxes, so 12 items/s of reading: one core at batch 4 gives 15.
        // detect: 2 × 100 + 5 = 205 ms. read: 6 items fill 2 batches of 4, so 2 × (2 × 60) + 6 × 1 = 246 ms.
        var (detect, read) = (plan.Applications[0].Tasks[0], plan.Applications[0].Tasks[1]);
        Assert.Equal(205, detect.BudgetMilliseconds, 1e-9);
        Assert.Equal(5, detect.OperatorMilliseconds, 1e-9);
        Assert.Equal(246, read.BudgetMilliseconds, 1e-9);
        Assert.Equal(6, read.OperatorMilliseconds, 1e-9);
        Assert.Equal(6, read.ItemsPerRequest, 1e-9);
        Assert.Equal(12, read.ItemsPerSecond, 1e-9);
        Assert.Equal(12.0 / 15, read.Utilization, 1e-9);
        Assert.Equal(205 + 246 + 10 + 3, plan.Applications[0].LatencyMilliseconds, 1e-9);
        Assert.Equal(0.9, plan.Applications[0].Accuracy, 1e-9);
        Assert.Equal((2, 2, 1), (plan.Slices, plan.SlicesAvailable, plan.Devices));
        Assert.Equal(["detect-0", "read-0"], plan.Instances.Select(i => i.Id));
        Assert.Equal([1, 4], plan.Instances.Select(i => i.Batch));
        Assert.True(plan.Optimal);
    }

    [Fact]
    public void A_higher_accuracy_objective_takes_the_finer_variant_although_it_sends_more_items_on()
    {
        var problem = Reader();
        problem.Device = CpuDevice.Model(4, 4096);
        problem.Objectives = new(1000, 1);

        var plan = Solve(problem.Build());

        // det-large sends 9 boxes: 18 items/s take two cores at batch 4, and 9 items fill 3 batches.
        Assert.Equal("det-large", plan.Applications[0].Tasks[0].Variant);
        Assert.Equal(9, plan.Applications[0].Tasks[1].ItemsPerRequest, 1e-9);
        Assert.Equal((2 * 3 * 60) + 9, plan.Applications[0].Tasks[1].BudgetMilliseconds, 1e-9);
        Assert.Equal(3, plan.Slices);
    }

    [Fact]
    public void Slices_alone_do_not_make_a_layout_so_the_next_cover_is_taken()
    {
        // Two tasks want 3g and one wants 1g: 7 slices, but 3g+3g+1g is illegal on an A100, so the third takes what goes with 3g+4g or less.
        var problem = new ProblemBuilder { Device = A100.WithDoubleMemory, Demand = 10 }
            .Task("a", null, ("a1", 1)).Task("b", null, ("b1", 1)).Task("c", null, ("c1", 1))
            .Entry("a1", "3g", 1, 10, 10).Entry("a1", "1g", 1, 10, 1)
            .Entry("b1", "3g", 1, 10, 10).Entry("b1", "2g", 1, 10, 5)
            .Entry("c1", "1g", 1, 10, 10);

        var outcome = Planner().Plan(problem.Build(), TestContext.Current.CancellationToken);

        var infeasible = Assert.IsType<PlanningOutcome.Infeasible>(outcome);
        Assert.Equal("capacity", infeasible.Binding);

        var roomier = Solve(problem.Entry("b1", "2g", 2, 10, 10).Build());
        Assert.Equal(["1g", "2g", "3g"], roomier.Instances.Select(i => i.Profile).Order());
    }

    [Fact]
    public void An_optional_task_is_left_out_where_that_saves_slices()
    {
        var problem = new ProblemBuilder { Device = CpuDevice.Model(3, 3000), Objectives = new(1000, 0.9) }
            .Task("a", null, ("a1", 1)).Task("b", 0.95, ("b1", 1)).Task("c", null, ("c1", 1))
            .Edge("a", "b", 2).Edge("b", "c", 5)
            .Entry("a1", "1c", 1, 10, 10).Entry("b1", "1c", 1, 10, 100).Entry("c1", "1c", 1, 10, 100);

        var plan = Solve(problem.Build());

        Assert.Null(plan.Applications[0].Tasks[1].Variant);
        Assert.Equal(0, plan.Applications[0].Tasks[1].BudgetMilliseconds);
        Assert.Equal(2, plan.Applications[0].Tasks[2].ItemsPerRequest); // left out, it hands on what it got
        Assert.Equal(2, plan.Slices);
    }

    [Fact]
    public void Of_equal_plans_the_first_by_name_is_taken()
    {
        var problem = new ProblemBuilder().Task("a", null, ("zebra", 1), ("ant", 1)).Entry("zebra", "1c", 1, 10, 10).Entry("ant", "1c", 1, 10, 10);

        Assert.Equal("ant", Solve(problem.Build()).Instances[0].Variant);
    }

    [Fact]
    public void Segments_lie_side_by_side_on_the_cores()
    {
        var problem = new ProblemBuilder { Demand = 6 }.Task("a", null, ("a1", 1)).Entry("a1", "1c", 1, 10, 2).Entry("a1", "2c", 1, 10, 4.5);

        var plan = Solve(problem.Build());

        Assert.Equal([("a-0", 0, 1), ("a-1", 1, 1), ("a-2", 2, 1)], plan.Placements.Select(p => (p.Instance, p.Start, p.MemorySlices)));
    }

    private static ProblemBuilder Reader() => new ProblemBuilder { Device = CpuDevice.Model(2, 4096), Objectives = new(600, 0.9), Demand = 2 }
        .Task("detect", null, ("det-small", 0.72), ("det-large", 0.8))
        .Task("read", null, ("rec", 0.8))
        .Edge("detect", "read", 1, ("det-small", 6), ("det-large", 9))
        .Entry("det-small", "1c", 1, 100, 9).Entry("det-large", "1c", 1, 150, 6)
        .Entry("rec", "1c", 1, 30, 10).Entry("rec", "1c", 4, 60, 15).Entry("rec", "2c", 8, 200, 11)
        .Operator("entry", null, 10).Operator("answer", null, 3)
        .Operator("detect", "det-small", 5).Operator("detect", "det-large", 5).Operator("read", "rec", 1);

    private static IPlanner Planner() => PlannerCatalog.Planners.Create("exact", Settings.Empty);

    private static Plan Solve(PlanningProblem problem) =>
        Assert.IsType<PlanningOutcome.Planned>(Planner().Plan(problem, TestContext.Current.CancellationToken)).Plan;
}
