using Tangram.Core.Catalogs;
using Tangram.Core.Plans;
using Tangram.Planning.Ablations;
using Tangram.Planning.Planners;
using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests.Planners;

/// <summary>The eight ablations as planners.</summary>
public sealed class AblationPlannerTests
{
    // Each with the names that have one freedom more.
    private static readonly (string Less, string[] More)[] Order =
    [
        ("unopt", ["t", "a", "s"]),
        ("t", ["a+t", "s+t"]),
        ("a", ["a+t", "a+s"]),
        ("s", ["s+t", "a+s"]),
        ("a+t", ["a+s+t"]),
        ("s+t", ["a+s+t"]),
        ("a+s", ["a+s+t"]),
    ];

    [Fact]
    public void Each_has_a_name_of_its_own() =>
        Assert.Equal(["a", "a+s", "a+s+t", "a+t", "s", "s+t", "t", "unopt"], AblationPlanner.Members.Select(m => m.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Adding_a_freedom_never_costs_more_on_one_device() => Seeds.ForAll(100, seed => AssertOrdered(RandomProblems.Create(seed)));

    [Fact]
    public void Adding_a_freedom_never_costs_more_on_a_fleet() => Seeds.ForAll(25, seed => AssertOrdered(RandomPools.Create(seed)));

    [Fact]
    public void What_cannot_be_searched_through_is_given_up()
    {
        // Of tasks that share variants, whose covers are work too.
        var outcome = Outcome("a+s+t", RandomPools.Create(1_184_280_112));

        Assert.True(outcome is PlanningOutcome.Planned or PlanningOutcome.Infeasible { Binding: "search" }, outcome.ToString());
    }

    [Fact]
    public void A_plan_of_an_ablation_keeps_to_the_freedoms_it_has() => Seeds.ForAll(30, seed =>
    {
        var problem = RandomPools.Create(seed);
        if (Plan("unopt", problem) is { } plan)
        {
            Assert.Empty(PlanChecker.Check(Ablation.Apply(problem, Freedoms.None), plan));
            Assert.All(plan.Instances, i => Assert.Equal(1, i.Concurrency));
            Assert.Equal(plan.Instances.Count, plan.Devices);
        }
    });

    [Fact]
    public void With_all_freedoms_it_is_the_exact_planner() => Seeds.ForAll(30, seed =>
    {
        var problem = RandomPools.Create(seed);
        var (all, exact) = (Plan("a+s+t", problem), Plan("exact", problem));

        Assert.Equal(exact is null, all is null);
        Assert.Equal((exact?.Devices, exact?.Slices, exact?.Optimal), (all?.Devices, all?.Slices, all?.Optimal));
    });

    [Fact]
    public void An_ablation_that_finds_no_plan_names_itself()
    {
        var problem = new ProblemBuilder().Task("a", null, ("a1", 1)).Entry("a1", "1c", 1, 10, 10).Build();

        var outcome = PlannerCatalog.Planners.Create("unopt", Settings.Empty).Plan(problem, TestContext.Current.CancellationToken);

        Assert.StartsWith("planner 'unopt': ", Assert.IsType<PlanningOutcome.Infeasible>(outcome).Explanation, StringComparison.Ordinal);
    }

    private static void AssertOrdered(PlanningProblem problem)
    {
        var cost = AblationPlanner.Members.ToDictionary(m => m.Name, m => Outcome(m.Name, problem));
        foreach (var (less, names) in Order)
        {
            foreach (var more in names)
            {
                AssertNoDearer(problem, cost[less], cost[more], $"{more} than {less}");
            }
        }
    }

    private static void AssertNoDearer(PlanningProblem problem, PlanningOutcome fewer, PlanningOutcome all, string what)
    {
        // What was given up, or not proven the best, in the steps allowed may be dearer, and says so.
        if (fewer is not PlanningOutcome.Planned { Plan: var less } || all is PlanningOutcome.Infeasible { Binding: "search" } or PlanningOutcome.Planned { Plan.Optimal: false })
        {
            return;
        }

        var more = (all as PlanningOutcome.Planned)?.Plan;
        Assert.True(more is not null, $"{what}: no plan");
        var (before, after) = problem.Objective == PlanObjective.Slices ? ((less.Slices, less.Devices), (more.Slices, more.Devices)) : ((less.Devices, less.Slices), (more.Devices, more.Slices));
        Assert.True(after.CompareTo(before) <= 0, $"{what}: {after} after {before}");
    }

    private static Plan? Plan(string name, PlanningProblem problem) => (Outcome(name, problem) as PlanningOutcome.Planned)?.Plan;

    private static PlanningOutcome Outcome(string name, PlanningProblem problem) => PlannerCatalog.Planners.Create(name, Settings.Empty).Plan(problem, TestContext.Current.CancellationToken);
}
