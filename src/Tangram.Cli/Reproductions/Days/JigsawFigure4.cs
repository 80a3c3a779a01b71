using Tangram.Cli.Reproductions.Stated;
using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Planning;
using Tangram.Profiling;
using Tangram.Simulation.Randomness;

namespace Tangram.Cli.Reproductions.Days;

/// <summary>JigsawServe's figure 4 (arXiv 2603.08797): slices, violations and accuracy of its ablations over a day on four GPUs [P for the study, N for what it leaves open].</summary>
/// <remarks>
/// The day's highest demand is the largest that the full system can plan for. Every point is planned for its mean demand and simulated for some seconds with Poisson arrivals at
/// that rate, each system on the same arrivals. A system that cannot plan for a point's demand keeps its plan for the largest it can.
/// </remarks>
internal static class JigsawFigure4
{
    /// <summary>The examples: tasks side by side, a tree, a chain [P].</summary>
    public static IReadOnlyList<string> Examples { get; } = ["social-media", "traffic", "ar-assistant"];

    /// <summary>The systems: the full one first [P].</summary>
    public static IReadOnlyList<string> Planners { get; } = ["a+s+t", "a+s", "s+t", "a+t"];

    /// <summary>Runs the day of each application.</summary>
    /// <param name="applications">What is served, each alone on all GPUs.</param>
    /// <param name="profiles">What the variants do.</param>
    /// <param name="options">How much is simulated.</param>
    /// <param name="progress">Is told of each point that is done.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="InvalidFileException">The full system can plan for no demand at all.</exception>
    public static DayReport Run(IReadOnlyList<Application> applications, StudyProfiles profiles, DayOptions options, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        var inventory = Inventory.Of(profiles.Device, options.Gpus);
        var shape = DayShape.Of(new RandomStreams(options.Seed).Stream("day"));
        var points = DayShape.Sample(options.Points);
        var steps = new StepCount(applications.Count * Planners.Count * points.Count, progress);
        var days = applications.Select(a => DayOf(a, profiles, inventory, shape, points, options, steps, cancellation)).ToList();
        return new DayReport(
            "jigsaw-fig4",
            profiles.Device.Name,
            options.Gpus,
            inventory.ComputeSlices,
            options.Seed,
            points.Count,
            options.Seconds,
            DayShape.Words,
            $"dispatch {options.Policies.Dispatch}, batching {options.Policies.Batching}, admission {options.Policies.Admission}, drop {options.Policies.Drop}",
            days,
            DayComparison.Of(days));
    }

    private static DayApplication DayOf(
        Application application,
        StudyProfiles profiles,
        Inventory inventory,
        IReadOnlyList<double> shape,
        IReadOnlyList<int> points,
        DayOptions options,
        StepCount steps,
        CancellationToken cancellation)
    {
        var problem = new PlanningProblem([new ApplicationDemand(application, 1)], profiles.Tables, inventory) { QueueingFactor = DayOptions.QueueingFactor, Objective = PlanObjective.Slices, AllowsSplits = true };
        var largest = Planners.AsParallel().AsOrdered().WithCancellation(cancellation).Select(p => MaximumDemand.Find(PlannerCatalog.Planners.Create(p, Settings.Empty), problem, cancellation)).ToList();
        var capacity = largest[0] ?? throw new InvalidFileException($"no plan serves any demand of '{application.Name}' on {options.Gpus} × {profiles.Device.Name}");
        var systems = Planners.Select((planner, i) =>
        {
            var day = largest[i] is { } most ? new DayRun(application, problem, planner, most, options) : null;
            var run = day is null ? [] : points.AsParallel().AsOrdered().WithCancellation(cancellation).Select(point =>
            {
                var done = day.At(point, shape[point] * capacity, cancellation);
                steps.Next($"{application.Name} {planner}");
                return done;
            }).ToList();
            return new DaySystem(planner, largest[i], run, DayAverage.Of(run, inventory.ComputeSlices));
        }).ToList();
        return new DayApplication(application.Name, profiles.BasisOf(application), application.Objectives.LatencyMilliseconds, application.Objectives.Accuracy, capacity, systems);
    }
}
