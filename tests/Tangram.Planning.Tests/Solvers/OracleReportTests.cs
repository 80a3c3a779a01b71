using System.Diagnostics;
using System.Globalization;
using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Profiles;
using Tangram.Planning.Milp;
using Tangram.Planning.Solvers.Cbc;
using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests.Solvers;

/// <summary>How long the oracle takes, and longer comparisons; run with <c>-explicit only -showliveoutput</c>.</summary>
public sealed class OracleReportTests
{
    [Fact(Explicit = true)]
    public void It_finds_what_trying_everything_finds_on_two_thousand_tiny_fleets()
    {
        var planner = Milp.Planner;
        var (feasible, split, shared) = (0, 0, 0);
        for (var seed = 0; seed < 2000; seed++)
        {
            var plan = planner.Plan(RandomFleets.Tiny(seed));
            try
            {
                Fleets.AssertEqual(FleetBruteForce.Solve(RandomFleets.Tiny(seed)), plan);
            }
            catch (Xunit.Sdk.XunitException e)
            {
                Say($"seed {seed}: {e.Message}");
            }

            feasible += plan is null ? 0 : 1;
            split += plan?.Applications.Any(a => a.Tasks.Any(t => t.Variants.Count > 1)) == true ? 1 : 0;
            shared += plan?.Instances.Any(i => i.Serves.Count > 1) == true ? 1 : 0;
        }

        Say($"{feasible} of 2000 have a plan, {split} split traffic, {shared} share segments");
    }

    [Fact(Explicit = true)]
    public void Random_fleets_take_so_long()
    {
        var planner = Milp.Planner;
        var times = new List<double>();
        var (feasible, split, shared) = (0, 0, 0);
        for (var seed = 0; seed < 300; seed++)
        {
            var problem = RandomFleets.Create(seed);
            var started = Stopwatch.GetTimestamp();
            var plan = planner.Plan(problem);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            feasible += plan is null ? 0 : 1;
            split += plan?.Applications.Any(a => a.Tasks.Any(t => t.Variants.Count > 1)) == true ? 1 : 0;
            shared += plan?.Instances.Any(i => i.Serves.Count > 1) == true ? 1 : 0;
        }

        times.Sort();
        Say($"{feasible} of 300 have a plan, {split} split traffic, {shared} share segments; median {times[150]:0} ms, p95 {times[285]:0} ms, longest {times[^1]:0} ms, in all {times.Sum() / 1000:0.0} s");
    }

    // The profiles of ParvaGPU (SC 2024), where a checkout has them beside it: https://github.com/MunQ-Lee/ParvaGPU_SC24, prof_data.
    [Theory(Explicit = true)]
    [InlineData(100, false)]
    [InlineData(1000, false)]
    [InlineData(1000, true)]
    [InlineData(4000, false)]
    public void A_chain_of_three_tasks_of_three_variants_takes_so_long(double demand, bool splits)
    {
        var folder = Environment.GetEnvironmentVariable("TANGRAM_PARVAGPU") ?? string.Empty;
        Assert.SkipUnless(Directory.Exists(folder), "TANGRAM_PARVAGPU names no folder with ParvaGPU's prof_data");
        (string Name, double Accuracy)[][] tasks = [[("resnet50", 76.13), ("resnet101", 77.37), ("resnet152", 78.31)], [("densenet121", 74.43), ("densenet169", 75.60), ("densenet201", 76.90)], [("vgg16", 71.59), ("vgg19", 72.38), ("mobilenetv2", 71.88)]];
        var anyOperator = new OperatorUse("any", Settings.Empty);
        var application = new Application("chain", "three tasks", new Objectives(400, 0.97), anyOperator, anyOperator,
            [.. tasks.Select((t, i) => new ApplicationTask($"t{i}", anyOperator, [.. t.Select(v => new Variant(v.Name, "/m", [1], v.Accuracy))], null))],
            [new Edge("t0", "t1", 1.5, new Dictionary<string, double>()), new Edge("t1", "t2", 0.7, new Dictionary<string, double>())], null);
        var entries = tasks.SelectMany(t => t).SelectMany(v => Read(Path.Combine(folder, v.Name + ".csv"), v.Name)).ToList();
        var device = A100.Plain with { Name = "a100-80gb" };
        var table = new ProfileTable(1, "chain", device.Name, 7, "ParvaGPU", "2024", "full", new Dictionary<string, string>(), true, entries, [], []);
        var problem = new PlanningProblem([new ApplicationDemand(application, demand)], [table], Inventory.Of(device, 60)) { AllowsSplits = splits };

        var started = Stopwatch.GetTimestamp();
        _ = Milp.Planner;
        var outcome = MilpPlanning.Plan("milp", problem, new Telling(), new MilpLimits(TimeSpan.FromSeconds(60), 0), TestContext.Current.CancellationToken);
        var plan = (outcome as PlanningOutcome.Planned)?.Plan;
        Say($"{entries.Count} configurations, {demand}/s, splits {splits}: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.00} s; {plan?.Devices} devices, {plan?.Slices} slices, accuracy {plan?.Applications[0].Accuracy:0.#####}, optimal {plan?.Optimal} {outcome as PlanningOutcome.Infeasible}");
    }

    private static IEnumerable<ProfileEntry> Read(string file, string variant) =>
        from line in File.ReadLines(file).Skip(1)
        let f = line.Split(',').Select(x => double.Parse(x, CultureInfo.InvariantCulture)).ToArray()
        where f[3] > 0
        let throughput = f[2] * f[3]
        let milliseconds = 1000 * f[1] / f[3]
        select new ProfileEntry(variant, $"{(int)f[0]}g", (int)f[2], (int)f[1], milliseconds, milliseconds, milliseconds, throughput, 1000, []);

    private sealed class Telling : IMilpSolver
    {
        public string Name => "cbc";

        public MilpOutcome Solve(MilpModel model, MilpLimits limits, CancellationToken cancellationToken)
        {
            var outcome = new CbcSolver().Solve(model, limits, cancellationToken);
            Say($"  {model.Columns.Count} columns ({model.Columns.Count(c => c.IsInteger)} whole), {model.Rows.Count} rows: {outcome.GetType().Name} {(outcome as MilpOutcome.Solved)?.Objective:0.#####} in {outcome.Elapsed.TotalSeconds:0.00} s");
            return outcome;
        }
    }

    private static void Say(FormattableString line) => TestContext.Current.TestOutputHelper!.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
