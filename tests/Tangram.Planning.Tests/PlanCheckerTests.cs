using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests;

/// <summary>The checker finds what is planted.</summary>
public sealed class PlanCheckerTests
{
    private static readonly PlanningProblem Problem = new ProblemBuilder { Device = CpuDevice.Model(4, 4096), Objectives = new(1000, 0.9), Demand = 10, Reserve = 0.1 }
        .Task("a", null, ("a1", 1), ("a2", 0.8)).Task("b", 0.95, ("b1", 1))
        .Edge("a", "b", 3)
        .Entry("a1", "1c", 1, 20, 12).Entry("a2", "1c", 1, 20, 12).Entry("b1", "1c", 2, 30, 12).Entry("b1", "2c", 2, 30, 50)
        .Operator("entry", null, 10).Operator("answer", null, 5).Operator("a", "a1", 2).Operator("b", "b1", 1)
        .Build().With(With(objective: 1));

    private static readonly Plan Sound = ((PlanningOutcome.Planned)PlannerCatalog.Planners.Create("exact", Settings.Empty).Plan(Problem, default)).Plan;

    public static TheoryData<string, string> Planted => new()
    {
        { "version", "version" },
        { "pools", "pools" },
        { "used", "pools[0].used" },
        { "objective", "objective" },
        { "siblings", "siblings" },
        { "devices", "devices" },
        { "slices", "slices" },
        { "slicesAvailable", "slicesAvailable" },
        { "queueingFactor", "queueingFactor" },
        { "reserve", "reserve" },
        { "application", "applications" },
        { "tasks", "applications[0].tasks" },
        { "demand", "applications[0].demand" },
        { "accuracy", "applications[0].accuracy" },
        { "latency", "applications[0].latencyMilliseconds" },
        { "latencyObjective", "applications[0].latencyObjectiveMilliseconds" },
        { "accuracyObjective", "applications[0].accuracyObjective" },
        { "variant", "applications[0].tasks[0].variants[0].name" },
        { "share", "applications[0].tasks[0].variants" },
        { "split", "applications[0]" },
        { "skipped", "applications[0].tasks[0].variants" },
        { "relativeAccuracy", "applications[0].tasks[0].relativeAccuracy" },
        { "flow", "applications[0].tasks[1].itemsPerRequest" },
        { "rate", "applications[0].tasks[1].itemsPerSecond" },
        { "budget", "applications[0].tasks[1].budgetMilliseconds" },
        { "operators", "applications[0].tasks[1].operatorMilliseconds" },
        { "factor", "applications[0].tasks[1].queueingFactor" },
        { "utilization", "applications[0].tasks[1].utilization" },
        { "capacity", "applications[0].tasks[1]" },
        { "id", "instances[1].id" },
        { "instanceApplication", "instances[0].serves[0]" },
        { "instanceTask", "instances[0].serves[0]" },
        { "instanceServes", "instances[0].serves" },
        { "instanceLoad", "instances[0].serves" },
        { "instanceVariant", "instances[0].serves[0]" },
        { "instanceProfile", "instances[0].profile" },
        { "instanceBatch", "instances[0].serves[0]" },
        { "instanceSlices", "instances[0].slices" },
        { "instanceLatency", "instances[0].serves[0]: latencyMilliseconds" },
        { "instanceThroughput", "instances[0].serves[0]: itemsPerSecond" },
        { "instanceMemory", "instances[0].serves[0]: memoryMiB" },
        { "unplaced", "placements" },
        { "placedTwice", "placements" },
        { "overlap", "placements[1]" },
        { "start", "placements[0].start" },
        { "end", "placements[0]" },
        { "size", "placements[0].memorySlices" },
        { "device", "placements[0].device" },
    };

    [Fact]
    public void A_sound_plan_has_no_fault_even_after_it_was_written_and_read()
    {
        Assert.Empty(PlanChecker.Check(Problem, Sound));
        Assert.Empty(PlanChecker.Check(Problem, JsonFile.Read<Plan>(JsonFile.Write(Sound), "plan.json")));
    }

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_planted_fault_is_found_where_it_is(string kind, string path) =>
        Assert.Contains(PlanChecker.Check(Problem, Plant(kind)), f => f.Path == path);

    [Fact]
    public void A_path_that_takes_longer_than_the_objective_is_named()
    {
        var strict = Problem.With(new Core.Applications.Objectives(170, 1));

        Assert.Contains(
            PlanChecker.Check(strict, Sound),
            f => f.Message.StartsWith("takes 180 ms on the path a → b; the objective is 170 ms", StringComparison.Ordinal));
    }

    [Fact]
    public void A_choice_below_the_accuracy_objective_is_found()
    {
        var lax = Problem.With(With(objective: 0.5));
        var coarse = ((PlanningOutcome.Planned)PlannerCatalog.Planners.Create("exact", Settings.Empty).Plan(lax, default)).Plan;

        Assert.Contains(PlanChecker.Check(Problem, coarse), f => f.Message.StartsWith("reaches accuracy 0.95", StringComparison.Ordinal));
    }

    [Fact]
    public void Memory_that_a_segment_does_not_have_is_found()
    {
        var small = Problem.WithDevice(CpuDevice.Model(4, 200));

        Assert.Contains(PlanChecker.Check(small, Sound), f => f.Message == "is 100; 1c has 50");
    }

    [Fact]
    public void A_layout_within_the_memory_slices_but_beyond_the_compute_slices_is_found()
    {
        var device = A100.WithDoubleMemory with { Profiles = [.. A100.WithDoubleMemory.Profiles.Select(p => p.Name == "4g" ? p with { Starts = [0, 4] } : p)] };
        var problem = new ProblemBuilder { Device = device with { ComputeSlices = 8 }, Demand = 10 }
            .Task("a", null, ("a1", 1)).Entry("a1", "4g", 1, 10, 5).Build();
        var plan = ((PlanningOutcome.Planned)PlannerCatalog.Planners.Create("exact", Settings.Empty).Plan(problem, default)).Plan;

        Assert.Contains(PlanChecker.Check(problem.WithDevice(device), plan), f => f.Message == "take 8 compute slices of device 0; it has 7");
        Assert.Contains(PlanChecker.Check(problem.WithDevice(A100.WithDoubleMemory), plan), f => f.Message == "is 4; 4g may start at 0");
    }

    private static Plan Plant(string kind) => PlantInHead(kind) ?? PlantInApplication(kind) ?? PlantInInstances(kind) ?? PlantInPlacements(kind)
        ?? throw new ArgumentException(kind, nameof(kind));

    private static Plan? PlantInHead(string kind) => kind switch
    {
        "version" => Sound with { Version = 2 },
        "pools" => Sound with { Pools = [new PlannedPool("gpu", 1, 1)] },
        "used" => Sound with { Pools = [Sound.Pools[0] with { Used = 0 }] },
        "objective" => Sound with { Objective = "slices" },
        "siblings" => Sound with { Siblings = "spread" },
        "devices" => Sound with { Devices = 2 },
        "slices" => Sound with { Slices = Sound.Slices - 1 },
        "slicesAvailable" => Sound with { SlicesAvailable = 5 },
        "queueingFactor" => Sound with { QueueingFactor = 1 },
        "reserve" => Sound with { Reserve = 0 },
        _ => null,
    };

    private static Plan? PlantInApplication(string kind)
    {
        var planned = Sound.Applications[0];
        var (a, b) = (planned.Tasks[0], planned.Tasks[1]);
        PlannedApplication? faulty = kind switch
        {
            "application" => planned with { Name = "other" },
            "tasks" => planned with { Tasks = [b, a] },
            "demand" => planned with { Demand = 9 },
            "accuracy" => planned with { Accuracy = 0.99 },
            "latency" => planned with { LatencyMilliseconds = planned.LatencyMilliseconds - 1 },
            "latencyObjective" => planned with { LatencyObjectiveMilliseconds = 2000 },
            "accuracyObjective" => planned with { AccuracyObjective = 0.1 },
            "variant" => planned with { Tasks = [a with { Variants = [new PlannedVariant("b1", 1, 1)] }, b] },
            "skipped" => planned with { Tasks = [a with { Variants = [] }, b] },
            "share" => planned with { Tasks = [a with { Variants = [a.Variants[0] with { Share = 0.5 }] }, b] },
            "split" => planned with { Tasks = [a with { Variants = [new PlannedVariant("a1", 0.5, 1), new PlannedVariant("a2", 0.5, 0.8)] }, b] },
            "relativeAccuracy" => planned with { Tasks = [a with { RelativeAccuracy = 0.9 }, b] },
            "flow" => planned with { Tasks = [a, b with { ItemsPerRequest = 2 }] },
            "rate" => planned with { Tasks = [a, b with { ItemsPerSecond = 29 }] },
            "budget" => planned with { Tasks = [a, b with { BudgetMilliseconds = b.BudgetMilliseconds - 0.1 }] },
            "operators" => planned with { Tasks = [a, b with { OperatorMilliseconds = 1 }] },
            "factor" => planned with { Tasks = [a, b with { QueueingFactor = 1.5 }] },
            "utilization" => planned with { Tasks = [a, b with { Utilization = 0.1 }] },
            _ => null,
        };
        return faulty is null ? null : Sound with { Applications = [faulty] };
    }

    private static Plan? PlantInInstances(string kind)
    {
        var (a, b) = (Sound.Instances[0], Sound.Instances[1]);
        IReadOnlyList<Instance>? faulty = kind switch
        {
            "capacity" => [a, b with { Serves = [b.Serves[0] with { ItemsPerSecond = 29 }] }],
            "id" => [a, b with { Id = a.Id }],
            "instanceApplication" => [a with { Serves = [a.Serves[0] with { Application = "other" }] }, b],
            "instanceTask" => [a with { Serves = [a.Serves[0] with { Task = "z" }] }, b],
            "instanceServes" => [a with { Serves = [] }, b],
            "instanceLoad" => [a with { Serves = [a.Serves[0] with { ItemsPerSecond = 11.5 }] }, b],
            "instanceVariant" => [a with { Variant = "a2" }, b],
            "instanceProfile" => [a with { Profile = "3c" }, b],
            "instanceBatch" => [a with { Batch = 16 }, b],
            "instanceSlices" => [a with { Slices = 2 }, b],
            "instanceLatency" => [a with { LatencyMilliseconds = 19 }, b],
            "instanceThroughput" => [a with { ItemsPerSecond = 13 }, b],
            "instanceMemory" => [a with { MemoryMiB = 99 }, b],
            _ => null,
        };
        return faulty is null ? null : Sound with { Instances = faulty };
    }

    private static Plan? PlantInPlacements(string kind)
    {
        var (a, b) = (Sound.Placements[0], Sound.Placements[1]);
        IReadOnlyList<Placement>? faulty = kind switch
        {
            "unplaced" => [a],
            "placedTwice" => [a, b, a with { Start = 3 }],
            "overlap" => [a, b with { Start = a.Start - 1 }],
            "start" => [a with { Start = -1 }, b],
            "end" => [a with { Start = 4 }, b],
            "size" => [a with { MemorySlices = 2 }, b],
            "device" => [a with { Device = 1 }, b],
            _ => null,
        };
        return faulty is null ? null : Sound with { Placements = faulty };
    }

    private static Core.Applications.Application With(double objective)
    {
        var application = new ProblemBuilder()
            .Task("a", null, ("a1", 1), ("a2", 0.8)).Task("b", 0.95, ("b1", 1)).Edge("a", "b", 3).Build().Application;
        return application with { Objectives = new(1000, objective) };
    }
}
