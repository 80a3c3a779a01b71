using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Plans;
using Tangram.Planning.Tests.Problems;
using Tangram.Planning.Verifying;

namespace Tangram.Planning.Tests.Verifying;

/// <summary>Looking for the cheapest plan that a judge accepts.</summary>
public sealed class PlanVerifierTests
{
    private static readonly IPlanner Planner = PlannerCatalog.Planners.Create("exact", Settings.Empty);

    // Factors between 2.5 and 3.33 leave time for one quick task, higher ones for none.
    private static readonly PlanningProblem Chain = new ProblemBuilder { Objectives = new(100, 1), Demand = 10 }
        .Task("a", null, ("a1", 1)).Task("b", null, ("b1", 1)).Edge("a", "b")
        .Entry("a1", "1c", 1, 20, 20).Entry("a1", "2c", 1, 10, 20).Entry("b1", "1c", 1, 20, 20).Entry("b1", "2c", 1, 10, 20)
        .Build();

    // One core takes 12 items a second, whatever the latency allowed.
    private static readonly PlanningProblem Busy = new ProblemBuilder { Objectives = new(100, 1), Demand = 10 }
        .Task("a", null, ("a1", 1)).Entry("a1", "1c", 1, 20, 12).Build();

    [Fact]
    public void It_takes_no_more_than_the_best_of_a_grid_of_factors()
    {
        var (better, reached) = (0, 0);
        for (var seed = 0; seed < 40; seed++)
        {
            var problem = RandomPools.Create(seed) with { Reserve = 0 };
            if (problem.Applications.Where(a => a.RequestsPerSecond > 0).Sum(a => a.Application.Tasks.Count) is > 3 or 0)
            {
                continue;
            }

            var judge = new WaitingJudge(problem, 4);
            var outcome = PlanVerifier.Find(Planner, problem, judge, new VerifyingOptions { Attainment = 0.9 }, null, TestContext.Current.CancellationToken);
            var grid = FactorGrid.Best(Planner, problem, judge.Verdict, 0.9, [1, 1.5, 2, 3, 4.5], [0]);
            if (outcome is VerifyingOutcome.Reached { Found: var found })
            {
                var cost = FactorGrid.Cost(problem, found.After.Plan);
                Assert.True(grid is null || cost.CompareTo(grid.Value) <= 0, $"seed {seed}: found {cost}, the grid {grid}");
                Assert.True(judge.Verdict(found.After.Plan).Attainment >= 0.9);
                Assert.Empty(PlanChecker.Check(found.After.Of(problem), found.After.Plan));
                (better, reached) = (better + (cost == grid ? 0 : 1), reached + 1);
            }
            else
            {
                Assert.Null(grid);
            }

            AssertOrderly(judge, 40);
        }

        Assert.InRange(reached, 15, 40);
        Assert.InRange(better, 3, reached);
    }

    [Theory]
    [InlineData("a", 3)]
    [InlineData("b", 3)]
    [InlineData("both", 4)]
    [InlineData("none", 2)]
    public void The_task_that_must_be_quick_is_made_quick_and_no_other(string quick, int slices)
    {
        var found = Reached(Find(Chain, IsQuick, 1));

        Assert.Equal(slices, found.After.Plan.Slices);
        Assert.Equal(2, found.Before!.Plan.Slices);
        Assert.All(found.After.Factors.Tasks, t => Assert.NotEqual(2, t.Factor));
        Assert.Equal(quick == "none" ? VerifyingChange.None : VerifyingChange.QueueingFactors, found.Change);

        PlanVerdict IsQuick(Plan plan)
        {
            var slow = plan.Instances.Where(i => i.Slices == 1).Select(i => i.Serves[0].Task).Where(t => quick == "both" || t == quick).ToList();
            return new([new("app", 1 - (slow.Count * 0.1), [Task("a"), Task("b")])]);

            TaskVerdict Task(string name) => new(name, slow.Contains(name) ? 4 : 1, slow.Contains(name) ? 1.0 / slow.Count : 0);
        }
    }

    [Fact]
    public void Where_no_latency_helps_throughput_is_left_free()
    {
        var found = Reached(Find(Busy, plan => Verdict(plan.Applications[0].Tasks[0].Utilization <= 0.5 ? 1 : 0.9), 0.99));

        Assert.Equal((VerifyingChange.Reserve, 0.2, 2.0), (found.Change, found.After.Reserve, found.After.Factors.Common));
        Assert.Equal((1, 2), (found.Before!.Plan.Slices, found.After.Plan.Slices));
        Assert.Equal((0.9, 1.0), (found.Before.Attainment, found.After.Attainment));
    }

    [Fact]
    public void What_is_to_be_left_free_stays_free()
    {
        var found = Reached(Find(Busy with { Reserve = 0.1 }, plan => Verdict(plan.Slices == 2 ? 1 : 0.9), 1));

        Assert.All(found.Tried, t => Assert.InRange(t.Reserve, 0.1, 0.3));
    }

    [Fact]
    public void A_plan_that_does_more_than_it_must_is_made_cheaper()
    {
        var found = Reached(Find(Chain with { QueueingFactor = 4 }, _ => Verdict(1), 1));

        Assert.Equal((4, 2), (found.Before!.Plan.Slices, found.After.Plan.Slices));
        Assert.Equal(VerifyingChange.QueueingFactors, found.Change);
    }

    [Fact]
    public void Where_the_factors_asked_for_allow_no_plan_lower_ones_do()
    {
        var found = Reached(Find(Chain with { QueueingFactor = 7 }, plan => Verdict(plan.Slices == 4 ? 1 : 0.5), 0.99));

        Assert.Null(found.Before);
        Assert.Equal(4, found.After.Plan.Slices);
    }

    [Fact]
    public void Where_no_plan_reaches_the_target_the_nearest_is_handed_out_and_said_to_miss_it()
    {
        var best = Assert.IsType<VerifyingOutcome.Missed>(Find(Chain, plan => Verdict(plan.Slices / 10.0), 0.99)).Best;

        Assert.False(best.After.ReachesTarget);
        Assert.Equal((4, 0.4), (best.After.Plan.Slices, best.After.Attainment));
        Assert.Equal(0.2, best.Before!.Attainment);
    }

    [Fact]
    public void A_step_that_attainment_jumps_over_is_found_too()
    {
        var found = Reached(Find(Chain, plan => Verdict(plan.Slices == 3 ? 1 : 0.9), 0.99));

        Assert.Equal(3, found.After.Plan.Slices);
    }

    [Fact]
    public void A_problem_without_a_plan_is_not_judged()
    {
        var problem = Chain.With(new Objectives(15, 1));
        var judge = new WaitingJudge(problem, 1);
        var outcome = PlanVerifier.Find(Planner, problem, judge, new VerifyingOptions(), null, TestContext.Current.CancellationToken);

        Assert.Equal("latency", Assert.IsType<VerifyingOutcome.Infeasible>(outcome).Why.Binding);
        Assert.Empty(judge.Judged);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void No_more_plans_are_judged_than_may_be_and_none_twice(int judgements)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var problem = RandomPools.Create(seed);
            var judge = new WaitingJudge(problem, 4);
            PlanVerifier.Find(Planner, problem, judge, new VerifyingOptions { Attainment = 1, Judgements = judgements }, null, TestContext.Current.CancellationToken);

            AssertOrderly(judge, judgements);
        }
    }

    [Fact]
    public void The_same_problem_is_searched_the_same_way()
    {
        var problem = RandomPools.Create(3);

        Assert.Equal(Search(), Search());

        List<(QueueingFactors, double)> Search()
        {
            var judge = new WaitingJudge(problem, 4);
            return PlanVerifier.Find(Planner, problem, judge, new VerifyingOptions(), null, TestContext.Current.CancellationToken) switch
            {
                VerifyingOutcome.Reached reached => [.. reached.Found.Tried.Select(t => (t.Factors, t.Reserve))],
                VerifyingOutcome.Missed missed => [.. missed.Best.Tried.Select(t => (t.Factors, t.Reserve))],
                _ => [],
            };
        }
    }

    [Fact]
    public void Progress_rises_and_the_search_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        var told = new List<double>();
        Assert.Throws<OperationCanceledException>(() => PlanVerifier.Find(Planner, Chain, new Formula(p => Verdict(p.Slices / 10.0)), new VerifyingOptions(), Tell, stop.Token));

        Assert.Equal([0, 1 / 40.0], told);

        void Tell(double part, string what)
        {
            Assert.StartsWith("judging a plan of 1 devices", what, StringComparison.Ordinal);
            told.Add(part);
            if (told.Count == 2)
            {
                stop.Cancel();
            }
        }
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new VerifyingOptions { Attainment = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new VerifyingOptions { Judgements = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new VerifyingOptions { Reserves = [0.1, 1] });
    }

    private static VerifyingOutcome Find(PlanningProblem problem, Func<Plan, PlanVerdict> judge, double attainment) =>
        PlanVerifier.Find(Planner, problem, new Formula(judge), new VerifyingOptions { Attainment = attainment }, null, TestContext.Current.CancellationToken);

    private static VerifiedPlan Reached(VerifyingOutcome outcome) => Assert.IsType<VerifyingOutcome.Reached>(outcome).Found;

    private static PlanVerdict Verdict(double attainment) => new([new("app", attainment, [])]);

    private static void AssertOrderly(WaitingJudge judge, int judgements)
    {
        Assert.InRange(judge.Judged.Count, 0, judgements);
        Assert.Equal(judge.Judged.Count, judge.Judged.DistinctBy(Content).Count());
    }

    private static string Content(Plan plan) => string.Join('\n', plan.Instances
        .Select(i => FormattableString.Invariant($"{i.Variant} {i.DeviceModel} {i.Profile} {i.Concurrency} {i.Batch} {string.Join(' ', i.Serves.Select(s => FormattableString.Invariant($"{s.Application} {s.Task} {s.ItemsPerSecond:g5}")))}")).Order());

    private sealed class Formula(Func<Plan, PlanVerdict> judge) : IPlanJudge
    {
        public PlanVerdict Judge(Plan plan, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return judge(plan);
        }
    }
}
