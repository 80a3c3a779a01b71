using System.Globalization;
using System.Text.RegularExpressions;
using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Planning.Exact;
using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests.Planners;

/// <summary>What the exact planner says where there is no plan.</summary>
public sealed partial class ExactPlannerInfeasibleTests
{
    private static readonly IPlanner Planner = PlannerCatalog.Planners.Create("exact", Settings.Empty);

    [Fact]
    public void Each_change_suggested_suffices_and_a_slightly_smaller_one_does_not() => Seeds.ForAll(300, seed =>
    {
        var problem = RandomProblems.Create(seed);
        if (Solve(problem) is not PlanningOutcome.Infeasible { Binding: not "profile" })
        {
            return;
        }

        var (latency, accuracy) = (problem.Application.Objectives.LatencyMilliseconds, problem.Application.Objectives.Accuracy);
        var found = Relaxations.Of(problem, TestContext.Current.CancellationToken);

        AssertTight(found.LatencyMilliseconds, ms => With(problem, ms, accuracy), ms => ms - 0.001, 1e9);
        AssertTight(found.Accuracy, a => With(problem, latency, a), a => a + 0.00001, 1e-12);
        AssertTight(found.DemandFactor, d => problem.Scaled(d), d => d * (1 + (1.01 * MaximumDemand.Precision)), 1e-6);
    });

    [Fact]
    public void The_figures_written_in_an_explanation_suffice_as_they_are_written() => Seeds.ForAll(300, seed =>
    {
        var problem = RandomProblems.Create(seed);
        if (Solve(problem) is not PlanningOutcome.Infeasible infeasible)
        {
            return;
        }

        var (latency, accuracy) = (problem.Application.Objectives.LatencyMilliseconds, problem.Application.Objectives.Accuracy);
        Assert.DoesNotContain('\n', infeasible.Explanation);
        AssertWritten(LatencyWritten(), ms => With(problem, ms, accuracy));
        AssertWritten(AccuracyWritten(), a => With(problem, latency, a));
        AssertWritten(DemandWritten(), d => problem.WithDemand(d));

        void AssertWritten(Regex pattern, Func<double, PlanningProblem> change)
        {
            if (pattern.Match(infeasible.Explanation) is { Success: true } match)
            {
                Assert.IsType<PlanningOutcome.Planned>(Solve(change(double.Parse(match.Groups["figure"].Value, CultureInfo.InvariantCulture))));
            }
        }
    });

    [Fact]
    public void Latency_that_binds_is_explained_with_every_single_change_that_would_do()
    {
        var problem = new ProblemBuilder { Device = CpuDevice.Model(2, 2048), Demand = 8, Objectives = new(1500, 0.9) }
            .Task("a", null, ("coarse", 0.8), ("fine", 1))
            .Entry("fine", "2c", 8, 920, 10).Entry("fine", "2c", 1, 300, 4).Entry("coarse", "2c", 1, 50, 20);

        Assert.Equal(
            "latency binds: the fastest legal plan for 8 requests/s needs 1,840 ms, 340 ms more than the objective of 1,500 ms; "
            + "smallest change: a latency objective of 1,840 ms, or a demand of at most 4 requests/s, or an accuracy objective of at most 0.8",
            Explain(problem, "latency"));
    }

    [Fact]
    public void Capacity_that_binds_is_explained_with_what_the_device_can_serve()
    {
        var problem = new ProblemBuilder { Device = CpuDevice.Model(2, 2048), Demand = 25 }.Task("a", null, ("a1", 1)).Entry("a1", "1c", 1, 10, 10);

        Assert.StartsWith("capacity binds: whatever the latency, the 2 slices of device 'cpu' serve at most 19.99 requests/s, 5.00", Explain(problem, "capacity"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_too_small_for_all_tasks_is_said_to_be()
    {
        var problem = new ProblemBuilder { Device = CpuDevice.Model(1, 2048) }
            .Task("a", null, ("a1", 1)).Task("b", null, ("b1", 1)).Entry("a1", "1c", 1, 10, 10).Entry("b1", "1c", 1, 10, 10);

        Assert.Equal(
            "capacity binds: whatever the latency and the demand, the 1 slices of device 'cpu' cannot hold a segment for every task; "
            + "no change of one objective or of the demand alone would do",
            Explain(problem, "capacity"));
    }

    [Fact]
    public void Accuracy_binds_where_the_best_variant_was_not_measured()
    {
        var problem = new ProblemBuilder { Objectives = new(1000, 0.9) }.Task("a", null, ("coarse", 0.8), ("fine", 1)).Entry("coarse", "1c", 1, 10, 10);

        Assert.Equal(
            "accuracy binds: the variants in the profile reach 0.8, 0.1 less than the objective of 0.9; smallest change: an accuracy objective of at most 0.8",
            Explain(problem, "accuracy"));
    }

    [Fact]
    public void A_task_without_any_measurement_is_named()
    {
        var problem = new ProblemBuilder().Task("a", null, ("a1", 1)).Entry("a1", "16c", 1, 10, 10);

        Assert.Equal(
            "profile binds: the profile has no entry for task 'a' (a1) on device 'cpu' (1c, 2c, 4c); measure again with 'tangram profile'",
            Explain(problem, "profile"));
    }

    [Fact]
    public void A_task_that_fits_no_segments_memory_is_named()
    {
        var problem = new ProblemBuilder().Task("a", null, ("a1", 1)).Entry("a1", "1c", 1, 10, 10, memoryMiB: 1e6);

        Assert.Contains("no variant of task 'a' (a1) fits the memory of a segment of device 'cpu'", Explain(problem, "profile"), StringComparison.Ordinal);
    }

    [GeneratedRegex("a latency objective of (?<figure>[0-9.,]+) ms", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LatencyWritten();

    [GeneratedRegex("a demand of at most (?<figure>[0-9.,]+) requests/s", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DemandWritten();

    [GeneratedRegex("an accuracy objective of at most (?<figure>[0-9.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AccuracyWritten();

    private static void AssertTight(double? suffices, Func<double, PlanningProblem> change, Func<double, double> smaller, double whenNone)
    {
        if (suffices is { } value)
        {
            Assert.IsType<PlanningOutcome.Planned>(Solve(change(value)));
            Assert.IsType<PlanningOutcome.Infeasible>(Solve(change(smaller(value))));
        }
        else
        {
            Assert.IsType<PlanningOutcome.Infeasible>(Solve(change(whenNone)));
        }
    }

    private static string Explain(ProblemBuilder problem, string binding)
    {
        var infeasible = Assert.IsType<PlanningOutcome.Infeasible>(Solve(problem.Build()));
        Assert.Equal(binding, infeasible.Binding);
        return infeasible.Explanation;
    }

    private static PlanningOutcome Solve(PlanningProblem problem) => Planner.Plan(problem, TestContext.Current.CancellationToken);

    private static PlanningProblem With(PlanningProblem problem, double latency, double accuracy) => ExactPlannerOptimumTests.With(problem, latency, accuracy);
}
