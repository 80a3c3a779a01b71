using Tangram.Core.Catalogs;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Planning.Tests.Problems;
using Tangram.Planning.Tests.Solvers;

namespace Tangram.Planning.Tests;

/// <summary>Queueing factors of single tasks.</summary>
public sealed class QueueingFactorsTests
{
    private static readonly IPlanner Exact = PlannerCatalog.Planners.Create("exact", Settings.Empty);

    public static TheoryData<string> EveryPlanner => [.. PlannerCatalog.Planners.Names];

    [Fact]
    public void A_task_without_a_factor_of_its_own_has_the_common_one()
    {
        var factors = new QueueingFactors(2).With("app", "b", 3).With("app", "b", 1.5).With("app", "a", 1);

        Assert.Equal([1, 1.5, 2, 2], new[] { ("app", "a"), ("app", "b"), ("app", "c"), ("other", "a") }.Select(t => factors.Of(t.Item1, t.Item2)));
        Assert.Equal(["a", "b"], factors.Tasks.Select(t => t.Task));
        Assert.Equal((4, 1.5), (factors.WithCommon(4).Of("app", "c"), factors.WithCommon(4).Of("app", "b")));
        Assert.Equal((1, 1, 3), (factors.Times(0.5).Common, factors.Times(0.5).Of("app", "b"), factors.Times(2).Of("app", "b")));
    }

    [Fact]
    public void Factors_are_equal_if_every_factor_is()
    {
        var one = new QueueingFactors(2).With("app", "a", 1).With("app", "b", 3);
        var other = new QueueingFactors(2).With("app", "b", 3).With("app", "a", 1);

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, other.WithCommon(3));
        Assert.NotEqual(one, other.With("app", "a", 2));
    }

    [Fact]
    public void What_is_no_factor_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new QueueingFactors(0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new QueueingFactors(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new QueueingFactors(2).With("app", "a", double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TaskQueueingFactor("app", "a", 2) with { Factor = 0 });
        Assert.Throws<ArgumentException>(() => new QueueingFactors(2, [new("app", "a", 2), new("app", "a", 3)]));
    }

    [Fact]
    public void The_common_factor_of_a_problem_can_be_changed_without_the_others()
    {
        var problem = Chain() with { QueueingFactors = new QueueingFactors(2).With("app", "b", 3) };

        Assert.Equal((1.5, 3), ((problem with { QueueingFactor = 1.5 }).QueueingFactor, (problem with { QueueingFactor = 1.5 }).QueueingFactors.Of("app", "b")));
    }

    [Fact]
    public void A_tasks_factor_shortens_its_own_latency_and_leaves_the_others_theirs()
    {
        // 100 ms hold 2 × 20 + 2 × 20, and 3 × 20 + 2 × 20, but not 4 × 20 + 2 × 20: then a runs on two slices in 10 ms.
        Assert.Equal([2, 2, 3], new[] { 2.0, 3, 4 }.Select(f => Plan(f).Slices));
        Assert.Equal([40, 40], Plan(2).Applications[0].Tasks.Select(t => t.BudgetMilliseconds));
        Assert.Equal([40, 40], Plan(4).Applications[0].Tasks.Select(t => t.BudgetMilliseconds));
        Assert.Equal([4, 2], Plan(4).Applications[0].Tasks.Select(t => t.QueueingFactor ?? 0));

        static Plan Plan(double factor) => Solve(Chain() with { QueueingFactors = new QueueingFactors(2).With("app", "a", factor) })!;
    }

    [Theory]
    [MemberData(nameof(EveryPlanner))]
    public void Where_all_factors_are_equal_it_does_not_matter_who_has_them(string name)
    {
        var planner = PlannerCatalog.Planners.Create(name, Settings.Empty);

        Seeds.ForAll(60, seed =>
        {
            var problem = RandomPools.Create(seed) with { QueueingFactors = new QueueingFactors(1.5) };
            var each = problem.Applications.SelectMany(a => a.Application.Tasks.Select(t => new TaskQueueingFactor(a.Application.Name, t.Name, 1.5)));

            // The common factor is then nobody's.
            var other = planner.Plan(problem with { QueueingFactors = new QueueingFactors(7, each) });
            Assert.Equal(Written(planner.Plan(problem)), Written(other is null ? null : other with { QueueingFactor = 1.5 }));
        });
    }

    [Fact]
    public void A_task_that_shares_segments_keeps_its_own_factor() => Seeds.ForAll(200, seed =>
    {
        var problem = RandomFleets.Tiny(seed);
        if (Solve(problem) is { } plan)
        {
            Assert.All(plan.Applications.SelectMany(a => a.Tasks.Select(t => (a, t))), x => Assert.Equal(problem.QueueingFactors.Of(x.a.Name, x.t.Name), x.t.QueueingFactor));
            Assert.Empty(PlanChecker.Check(problem, plan));
        }
    });

    [Fact]
    public void The_factors_of_a_plan_are_read_back_from_its_file()
    {
        var problem = Chain() with { QueueingFactors = new QueueingFactors(2).With("app", "a", 3) };
        var read = JsonFile.Read<Plan>(JsonFile.Write(Solve(problem)!), "plan.json");

        Assert.Equal(problem.QueueingFactors, QueueingFactors.Of(read));
        Assert.Empty(PlanChecker.Check(problem, read));
    }

    [Fact]
    public void A_plan_written_before_tasks_had_factors_has_the_common_one_everywhere()
    {
        var plan = Solve(Chain())!;
        var old = JsonFile.Write(plan).Replace("""
            ,
                      "queueingFactor": 2
            """.ReplaceLineEndings("\n"), string.Empty, StringComparison.Ordinal);
        var read = JsonFile.Read<Plan>(old, "plan.json");

        Assert.All(read.Applications[0].Tasks, t => Assert.Null(t.QueueingFactor));
        Assert.Equal(new QueueingFactors(2), QueueingFactors.Of(read));
        Assert.Empty(PlanChecker.Check(Chain(), read));
    }

    private static PlanningProblem Chain() => new ProblemBuilder { Objectives = new(100, 1), Demand = 10 }
        .Task("a", null, ("a1", 1)).Task("b", null, ("b1", 1)).Edge("a", "b")
        .Entry("a1", "1c", 1, 20, 20).Entry("a1", "2c", 1, 10, 20).Entry("b1", "1c", 1, 20, 20)
        .Build();

    private static Plan? Solve(PlanningProblem problem) => Exact.Plan(problem);

    private static string? Written(Plan? plan) => plan is null ? null : JsonFile.Write(plan);
}
