using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests.Solvers;

/// <summary>The random fleets that planners are compared on.</summary>
public sealed class RandomFleetTests
{
    [Fact]
    public void The_random_fleets_are_neither_all_feasible_nor_all_infeasible()
    {
        var planner = Milp.Planner;

        var w = System.Diagnostics.Stopwatch.StartNew();
        var counts = new int[2];
        for (var seed = 0; seed < 100; seed++)
        {
            for (var k = 0; k < 2; k++)
            {
                var problem = k == 0 ? RandomFleets.Create(seed) : RandomFleets.Tiny(seed);
                w.Restart();
                try { var plan = planner.Plan(problem); counts[k] += plan is null ? 0 : 1; if (w.ElapsedMilliseconds > 300) { TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed} kind {k}: {w.ElapsedMilliseconds} ms optimal {plan?.Optimal}"); } }
                catch (InvalidOperationException e) { TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed} kind {k}: {e.Message}"); }
            }
        }
        Assert.Fail($"{counts[0]} {counts[1]}");
    }
}
