using System.Globalization;
using Tangram.Cli.Plans;
using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Core.Plans;
using Tangram.Planning;
using Tangram.Planning.Explaining;
using Tangram.Planning.Tradeoffs;

namespace Tangram.Cli.Tests.Plans;

/// <summary>Plans of fleets put together by hand: legal layouts, plausible figures.</summary>
internal static class FleetPlans
{
    private static readonly (string Profile, int Start)[][] Layouts =
    [
        [("4g.40gb", 0), ("3g.40gb", 4)],
        [("2g.20gb", 0), ("2g.20gb", 2), ("3g.40gb", 4)],
        [("1g.10gb", 0), ("1g.10gb", 1), ("2g.20gb", 2), ("1g.10gb", 4), ("1g.20gb", 6)],
        [("7g.80gb", 0)],
        [("1g.10gb", 0), ("1g.10gb", 1), ("1g.10gb", 2), ("1g.10gb", 3), ("1g.10gb", 4), ("1g.10gb", 5), ("1g.10gb", 6)],
        [("3g.40gb", 0)],
    ];

    public static DeviceModel Model { get; } = InventoryChoice.Find("a100-80gb")!;

    /// <summary>A plan of applications that are chains of tasks, on so many GPUs; every seventh segment is shared, and the first task of each application may be split.</summary>
    public static PlanResult Of(int gpus, int applications, int tasks = 3, bool split = false, int spare = 0, string prefix = "application")
    {
        var apps = Enumerable.Range(0, applications).Select(a => Application($"{prefix}-{a + 1}", tasks)).ToList();
        var works = apps.SelectMany(a => a.Tasks.Select(t => (Application: a, Task: t))).ToList();
        var (instances, placements) = (new List<Instance>(), new List<Placement>());
        for (var gpu = 0; gpu < gpus; gpu++)
        {
            foreach (var (profile, start) in Layouts[gpu < 2 ? gpu : gpu % Layouts.Length])
            {
                var place = (gpu < Layouts.Length ? instances.Count : placements.Count(p => p.Device % Layouts.Length == gpu % Layouts.Length && p.Device < Layouts.Length) + start + gpu % 6) % works.Count;
                var instance = Instance(works[place], works[(place + 1) % works.Count], profile, instances.Count, split);
                instances.Add(instance);
                placements.Add(new Placement(instance.Id, gpu, start, Model.Find(profile)!.MemorySlices));
            }
        }

        var inventory = Inventory.Of(Model, gpus + spare);
        var plan = new Plan(
            1, "exact", true, "devices", gpus, instances.Sum(i => i.Slices), inventory.ComputeSlices, 2, 0, "spread", 12.345,
            [new PlannedPool(Model.Name, gpus + spare, gpus)],
            [.. apps.Select(a => Planned(a, split))],
            instances,
            placements);
        return new PlanResult(new PlanningProblem([.. apps.Select(a => new ApplicationDemand(a, 120))], [], inventory), plan, Explanation: null, Tradeoffs: null);
    }

    public static Explanation Explanation { get; } = new(
        1, "exact", 3, 19, 2, 14, ["capacity", "latency"],
        [new ApplicationSlack("application-1", 12.5, 0.05, 0.011, "task-2", 0.97)],
        [
            new PlanChange("as it is", "nothing", 3, 19, 1.08),
            new PlanChange("one more a100-80gb", "capacity", 3, 19, 1.4),
            new PlanChange("one a100-80gb fewer than used", "capacity", null, null, 0.7),
            new PlanChange("5 ms more latency", "latency", 3, 18, 1.11),
        ]);

    public static TradeoffTable Tradeoffs { get; } = new(
        1,
        "exact",
        new Tradeoff("accuracy", "relative", 0.9, [new(0.7, 2, 11), new(0.8, 2, 13), new(0.85, 3, 15), new(0.9, 3, 19), new(0.95, 4, 25), new(1, 6, 39)]),
        new Tradeoff("latency", "ms", 100, [new(48, null, null), new(55, 9, 60), new(63, 6, 42), new(80, 4, 25), new(100, 3, 19), new(130, 3, 17), new(200, 2, 14)]));

    private static Application Application(string name, int tasks)
    {
        var list = Enumerable.Range(1, tasks).Select(t => new ApplicationTask(
            $"task-{t}",
            OperatorUse.None,
            [new Variant($"model-large-{t}", string.Empty, [], 1), new Variant($"small-{t}", string.Empty, [], 0.8)],
            t == 3 ? 0.9 : null)).ToList();

        // A chain, with an edge that jumps over where there are tasks enough, and two children of the first.
        var edges = Enumerable.Range(2, tasks - 1).Select(t => new Edge($"task-{(t == 3 ? 1 : t - 1)}", $"task-{t}", t == 2 ? 4.25 : 1, new Dictionary<string, double>())).ToList();
        if (tasks > 4)
        {
            edges.Add(new Edge("task-1", $"task-{tasks}", 0.5, new Dictionary<string, double>()));
        }

        return new Application(name, string.Empty, new Objectives(250, 0.9), OperatorUse.None, OperatorUse.None, list, edges, null);
    }

    private static Instance Instance((Application Application, ApplicationTask Task) work, (Application Application, ApplicationTask Task) next, string profile, int number, bool split)
    {
        var variant = work.Task.Variants[split && number % 3 == 0 && work.Task.Name == "task-1" ? 1 : 0].Name;
        InstanceWork[] serves = number % 7 == 6
            ? [new(work.Application.Name, work.Task.Name, 81.5), new(next.Application.Name, next.Task.Name, 12)]
            : [new(work.Application.Name, work.Task.Name, 81.5 + (number % 4))];
        var slices = Model.Find(profile)!.ComputeSlices;
        return new Instance(
            string.Create(CultureInfo.InvariantCulture, $"{work.Application.Name}/{work.Task.Name}-{number}"), variant, Model.Name, profile, number % 5 == 0 ? 2 : 1, 1 << (number % 5), slices, 18.5, 100.0 * slices, 4000, serves);
    }

    private static PlannedApplication Planned(Application application, bool split) => new(
        application.Name, 120, 250, 0.9, 231.4, 0.934,
        [
            .. application.Tasks.Select((t, i) => new PlannedTask(
                t.Name,
                i == 2 && !split ? [] : i == 0 && split ? [new(t.Variants[0].Name, 0.62, 1), new(t.Variants[1].Name, 0.38, 0.8)] : [new(t.Variants[0].Name, 1, 1)],
                i == 0 && split ? 0.924 : 1, i == 0 ? 1 : 4.25, i == 0 ? 120 : 510, 74.5, 1.25, 0.83)),
        ]);
}
