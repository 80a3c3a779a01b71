using System.Diagnostics;
using System.Globalization;
using Tangram.Core.Catalogs;
using Tangram.Core.Plans;
using Tangram.Planning;
using Tangram.Planning.Solvers;
using Tangram.Profiling;

namespace Tangram.Scenarios.Planning;

/// <summary>How long plans take: against a MILP solver on the same problem, for a whole fleet, and as problems grow.</summary>
internal static class PlannerScenario
{
    private const int Runs = 101;
    private const double MedianLimitMilliseconds = 2;
    private const double RatioLimit = 100;
    private const double LargestDemandLimitMilliseconds = 50;
    private const double FleetLimitSeconds = 1;
    private const double FleetMemoryLimitMiB = 500;

    private static readonly IPlanner Exact = AllPlanners.Planners.Create("exact", Settings.Empty);

    /// <summary>Runs the scenario.</summary>
    /// <returns>Whether every target was met.</returns>
    public static Task<bool> RunAsync()
    {
        var checks = new Checks();
        Small(checks);
        Fleet(checks);
        Growth();
        return Task.FromResult(checks.Passed);
    }

    private static void Small(Checks checks)
    {
        var problem = MadeUpFleets.Create(applications: 1, tasks: 3, variants: 3, requestsPerSecond: 900, devices: 40);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"3 tasks x 3 variants, {problem.Profiles[0].Entries.Count} configurations, 900 requests/s"));
        var first = Milliseconds(() => MaximumDemand.Find(Exact, problem, CancellationToken.None));
        WarmUp(problem);
        var median = Median(problem);
        checks.AtMost("exact, median of " + Runs.ToString(CultureInfo.InvariantCulture), median, MedianLimitMilliseconds, "ms");
        Checks.Tell("exact with traffic split, median", Median(problem with { AllowsSplits = true }), "ms");
        var plan = Solve(problem)!;
        var milp = AllPlanners.Planners.Create("milp", Settings.Empty);
        PlanningOutcome? oracle = null;
        var solver = Milliseconds(() => oracle = milp.Plan(problem, CancellationToken.None));
        if (oracle is PlanningOutcome.Planned { Plan: var other })
        {
            Console.WriteLine($"      exact: {Describe(plan)}; milp: {Describe(other)}");
        }

        checks.AtLeast("milp with CBC over exact, the same problem", solver / median, RatioLimit, "x");
        checks.AtMost("largest demand, the first search of the process", first, LargestDemandLimitMilliseconds, "ms");
        Checks.Tell("largest demand, warm", Milliseconds(() => MaximumDemand.Find(Exact, problem, CancellationToken.None)), "ms");
    }

    private static void Fleet(Checks checks)
    {
        var problem = MadeUpFleets.Create(applications: 10, tasks: 5, variants: 5, requestsPerSecond: 2500, devices: 1000);
        Console.WriteLine("10 applications x 5 tasks x 5 variants, 1,000 GPUs");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Plan? plan = null;
        var milliseconds = Milliseconds(() => plan = Solve(problem));
        checks.AtMost("exact", milliseconds / 1000, FleetLimitSeconds, "s");
        checks.AtMost("allocated in all", (GC.GetTotalAllocatedBytes(precise: true) - before) / 1048576.0, FleetMemoryLimitMiB, "MiB");
        Console.WriteLine($"      {Describe(plan!)}; {PlanChecker.Check(problem, plan!).Count} faults found by the checker");
        var split = problem with { AllowsSplits = true };
        Checks.Tell("exact with traffic split", Milliseconds(() => plan = Solve(split)) / 1000, "s");
        Console.WriteLine($"      {Describe(plan!)}");
    }

    private static void Growth()
    {
        Console.WriteLine("growth, milliseconds (median of 11)");
        Row("configurations", [1, 2, 4, 8], b => MadeUpFleets.Create(1, 3, 3, 900, 40, b), p => p.Profiles[0].Entries.Count);
        Row("tasks", [1, 2, 4, 6, 8], t => MadeUpFleets.Create(1, t, 3, 300, 60), p => p.Applications[0].Application.Tasks.Count);
        Row("applications", [1, 2, 5, 10, 20], a => MadeUpFleets.Create(a, 3, 3, 300, 200), p => p.Applications.Count);
        Row("GPUs", [10, 100, 1000, 10000], g => MadeUpFleets.Create(1, 3, 3, 20.0 * g, g), p => p.Inventory.Count);
    }

    private static void Row(string what, int[] sizes, Func<int, PlanningProblem> create, Func<PlanningProblem, int> measure)
    {
        foreach (var size in sizes)
        {
            var problem = create(size);
            Solve(problem);
            var times = Enumerable.Range(0, 11).Select(_ => Milliseconds(() => Solve(problem))).ToList();
            var plan = Solve(problem);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"      {what,-16} {measure(problem),8:#,0} {Percentiles.Of(times, 50),10:0.00} ms   {(plan is null ? "no plan" : Describe(plan))}"));
        }
    }

    // Until the runtime has compiled what is hot for speed, which it does in the background.
    private static void WarmUp(PlanningProblem problem)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started).TotalSeconds < 2;)
        {
            Solve(problem);
        }
    }

    private static double Median(PlanningProblem problem) => Percentiles.Of(Enumerable.Range(0, Runs).Select(_ => Milliseconds(() => Solve(problem))), 50);

    private static Plan? Solve(PlanningProblem problem) => (Exact.Plan(problem, CancellationToken.None) as PlanningOutcome.Planned)?.Plan;

    private static double Milliseconds(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static string Describe(Plan plan) => string.Create(
        CultureInfo.InvariantCulture, $"{plan.Devices:#,0} devices, {plan.Slices:#,0} slices, mean accuracy {plan.Applications.Average(a => a.Accuracy):0.0000}{(plan.Optimal ? ", proven" : ", not proven")}");
}
