using System.Diagnostics;
using Tangram.Planning.Milp;
using Tangram.Planning.Solvers.Cbc;

namespace Tangram.Planning.Tests.Solvers.Cbc;

/// <summary>CBC in a child process.</summary>
public sealed class CbcSolverTests : IDisposable
{
    private static readonly MilpLimits Minute = new(TimeSpan.FromMinutes(1), 0);
    private readonly CbcPool _pool = new(TimeProvider.System);

    // A knapsack of 10: three whole a of weight 3, and half a b.
    private static MilpModel Knapsack => new(
        [new("a", 0, 5, true), new("b", 0, 0.5, false)],
        [new("weight", [new(0, 3), new(1, 1)], double.NegativeInfinity, 10)],
        [new(0, -3), new(1, -0.5)]);

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void It_finds_the_optimum_in_whole_and_other_numbers()
    {
        var solved = Assert.IsType<MilpOutcome.Solved>(Solve(Solver(), Knapsack));

        Assert.True(solved.IsOptimal);
        Assert.Equal([3, 0.5], solved.Values);
        Assert.Equal(-9.25, solved.Objective, 1e-9);
    }

    [Fact]
    public void A_model_without_a_solution_is_an_outcome() =>
        Assert.IsType<MilpOutcome.Infeasible>(Solve(Solver(), Knapsack.With(new MilpRow("more", [new(0, 2)], 3, 3))));

    [Fact]
    public void A_condition_on_nothing_that_cannot_hold_is_no_fault() =>
        Assert.IsType<MilpOutcome.Infeasible>(Solve(Solver(), Knapsack.With(new MilpRow("nothing", [], 1, 1))));

    [Fact]
    public void One_child_solves_one_model_after_the_other()
    {
        var children = new List<int>();
        var solver = Solver(child => children.Add(child.Id));

        for (var i = 0; i < 5; i++)
        {
            Assert.IsType<MilpOutcome.Solved>(Solve(solver, Knapsack));
        }

        Assert.Single(children.Distinct());
    }

    [Fact]
    public void A_time_limit_ends_a_solve_that_would_take_ages()
    {
        var outcome = Solver().Solve(MarketSplit(), new MilpLimits(TimeSpan.FromSeconds(0.5), 0), TestContext.Current.CancellationToken);

        Assert.True(outcome is MilpOutcome.TimedOut or MilpOutcome.Solved { IsOptimal: false }, outcome.ToString());
    }

    [Fact]
    public void A_child_that_is_killed_in_the_middle_is_one_clear_error()
    {
        var solver = Solver(child => child.Kill());

        var error = Assert.Throws<MilpException>(() => Solve(solver, MarketSplit()));

        Assert.Equal("the solver process ended in the middle of a solve (exit code 137)", error.Message);
        Assert.IsType<MilpOutcome.Solved>(Solve(Solver(), Knapsack));
    }

    [Fact]
    public void Cancellation_stops_the_child()
    {
        using var cancellation = new CancellationTokenSource();
        var child = 0;
        var solver = Solver(asked =>
        {
            child = asked.Id;
            cancellation.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => solver.Solve(MarketSplit(), Minute, cancellation.Token));
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(child));
    }

    [Fact]
    public void A_child_whose_input_ends_in_the_middle_of_a_solve_ends()
    {
        Assert.SkipUnless(CbcSolver.IsInstalled, $"CBC is not installed: {CbcSolver.HowToInstall}");
        using var child = CbcProcess.Start();
        child.Ask(MarketSplit(), Minute, 0);

        child.EndInput();

        Assert.Null(child.Wait());
        Assert.Equal("exit code 0", child.HowItEnded().Words);
    }

    [Fact]
    public void What_is_no_model_ends_the_child_with_one_line()
    {
        Assert.SkipUnless(CbcSolver.IsInstalled, $"CBC is not installed: {CbcSolver.HowToInstall}");
        using var child = CbcProcess.Start();

        child.Send([.. "no model at all"u8]);

        Assert.Null(child.Wait());
        Assert.Equal("exit code 2: tangram-solver: what was to be solved is no model: what came does not begin with the mark", child.HowItEnded().Words);
    }

    [Fact]
    public void Where_the_library_is_missing_it_says_how_to_install_it()
    {
        var solver = new CbcSolver(_pool) { Installed = false };

        var error = Assert.Throws<MilpException>(() => solver.Solve(Knapsack, Minute, TestContext.Current.CancellationToken));

        Assert.Equal("the MILP solver CBC is not installed: apt-get install -y coinor-libcbc3", error.Message);
    }

    private CbcSolver Solver(Action<CbcProcess>? asked = null)
    {
        Assert.SkipUnless(CbcSolver.IsInstalled, $"CBC is not installed: {CbcSolver.HowToInstall}");
        return new CbcSolver(_pool) { Asked = asked };
    }

    private static MilpOutcome Solve(CbcSolver solver, MilpModel model) => solver.Solve(model, Minute, TestContext.Current.CancellationToken);

    // Cornuéjols and Dawande's market split problems: branch and bound tries most of the 2^40 halves.
    private static MilpModel MarketSplit()
    {
        var random = new Random(1);
        var columns = Enumerable.Range(0, 40).Select(i => new MilpColumn($"x{i}", 0, 1, true)).Concat(Enumerable.Range(0, 10).Select(i => new MilpColumn($"s{i}", 0, double.PositiveInfinity, false))).ToList();
        var rows = Enumerable.Range(0, 5).Select(r =>
        {
            int[] weights = [.. Enumerable.Range(0, 40).Select(_ => random.Next(100))];
            var half = weights.Sum() / 2;
            return new MilpRow($"r{r}", [.. weights.Select((w, i) => new MilpTerm(i, w)).Append(new MilpTerm(40 + (2 * r), 1)).Append(new MilpTerm(41 + (2 * r), -1))], half, half);
        }).ToList();
        return new MilpModel(columns, rows, [.. Enumerable.Range(40, 10).Select(i => new MilpTerm(i, 1))]);
    }
}
