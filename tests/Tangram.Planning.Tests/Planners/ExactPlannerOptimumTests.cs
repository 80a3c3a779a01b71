using Tangram.Core.Catalogs;
using Tangram.Core.Plans;
using Tangram.Planning.Neighbours;
using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests.Planners;

/// <summary>The exact planner against trying everything.</summary>
public sealed class ExactPlannerOptimumTests
{
    private static readonly IPlanner Planner = PlannerCatalog.Planners.Create("exact", Settings.Empty);

    [Fact]
    public void It_finds_what_trying_everything_finds() => Seeds.ForAll(1500, seed => AssertOptimal(RandomProblems.Create(seed)));

    [Fact]
    public void It_does_so_where_neighbours_slow_segments_down() => Seeds.ForAll(600, seed => AssertOptimal(RandomProblems.Create(seed).Disturbed(seed)));

    [Fact]
    public void Neighbours_that_do_nothing_change_no_plan() => Seeds.ForAll(300, seed =>
    {
        var (alone, beside) = (Solve(RandomProblems.Create(seed)), Solve(RandomProblems.Create(seed).Disturbed(new PairTable(), NeighbourRule.Worst)));

        Assert.Equal(Written(alone), Written(beside is null ? null : beside with { Instances = [.. beside.Instances.Select(i => i with { Slowdown = null })] }));
    });

    [Fact]
    public void Neighbours_never_make_a_plan_smaller() => Seeds.ForAll(300, seed =>
        Assert.True(SlicesOf(RandomProblems.Create(seed)) <= SlicesOf(RandomProblems.Create(seed).Disturbed(seed))));

    [Fact]
    public void The_random_problems_are_neither_all_feasible_nor_all_infeasible()
    {
        var feasible = Enumerable.Range(0, 200).Count(seed => Solve(RandomProblems.Create(seed)) is not null);

        Assert.InRange(feasible, 50, 150);
    }

    [Fact]
    public void The_plan_does_not_depend_on_the_order_of_the_profiles_entries() => Seeds.ForAll(300, seed =>
    {
        var problem = RandomProblems.Create(seed);
        var shuffled = problem.Profile.Entries.ToArray();
        new Random(seed).Shuffle(shuffled);
        var again = problem with { Profiles = [problem.Profile with { Entries = shuffled }] };

        Assert.Equal(Written(Solve(problem)), Written(Solve(again)));
    });

    [Fact]
    public void More_demand_never_takes_fewer_slices() => Seeds.ForAll(300, seed =>
    {
        var problem = RandomProblems.Create(seed);

        Assert.True(SlicesOf(problem) <= SlicesOf(problem.WithDemand(problem.Demand * 1.4)));
    });

    [Fact]
    public void Looser_objectives_never_take_more_slices() => Seeds.ForAll(300, seed =>
    {
        var problem = RandomProblems.Create(seed);
        var objectives = problem.Application.Objectives;

        Assert.True(SlicesOf(problem) >= SlicesOf(With(problem, objectives.LatencyMilliseconds * 1.3, objectives.Accuracy)));
        Assert.True(SlicesOf(problem) >= SlicesOf(With(problem, objectives.LatencyMilliseconds, objectives.Accuracy * 0.9)));
    });

    private static void AssertOptimal(PlanningProblem problem)
    {
        var expected = BruteForce.Solve(problem);
        var plan = Solve(problem);

        Assert.Equal(expected is null, plan is null);
        if (plan is not null)
        {
            Assert.Equal(expected!.Slices, plan.Slices);
            Assert.Equal(expected.Accuracy, plan.Applications[0].Accuracy, 1e-8);
            Assert.InRange(plan.Applications[0].LatencyMilliseconds, expected.LatencyMilliseconds - 1e-5, problem.Application.Objectives.LatencyMilliseconds + 1e-5);
            Assert.True(plan.Optimal);
            Assert.Empty(PlanChecker.Check(problem, plan));
        }
    }

    internal static PlanningProblem With(PlanningProblem problem, double latency, double accuracy) =>
        problem.With(new Core.Applications.Objectives(latency, accuracy));

    private static Plan? Solve(PlanningProblem problem) =>
        (Planner.Plan(problem, TestContext.Current.CancellationToken) as PlanningOutcome.Planned)?.Plan;

    private static int SlicesOf(PlanningProblem problem) => Solve(problem)?.Slices ?? int.MaxValue;

    private static string? Written(Plan? plan) => plan is null ? null : Tangram.Core.Files.JsonFile.Write(plan);
}
