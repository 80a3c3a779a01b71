using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Planning;

namespace Tangram.Control.Tests;

/// <summary>
/// A machine of some cores, an application whose task <c>look</c> runs precisely at 10 items/s a core or roughly, at 0.8 of the accuracy, at 30,
/// or if asked for coarsely, at 0.5, at 60; and sends one item on to <c>tell</c>, 100 of which a core does; and the exact planner for them.
/// </summary>
internal sealed class Machine : IPlanSource
{
    private static readonly IPlanner Planner = PlannerCatalog.Planners.Create("exact", Settings.Empty);
    private readonly DeviceModel _device;

    public Machine(int cores, double accuracy = 0.9, double? floor = null, double latencyMilliseconds = 1000, bool isCoarse = false)
    {
        _device = CpuDevice.Model(cores, 65536);
        var objectives = new Objectives(latencyMilliseconds, accuracy);
        Application = new Application(
            "app", "made for a test", floor is { } least ? objectives with { AccuracyFloor = least } : objectives, OperatorUse.None, OperatorUse.None,
            [Task("look", [("precise", 1), ("rough", 0.8), .. isCoarse ? [("coarse", 0.5)] : ((string, double)[])[]]), Task("tell", ("words", 1))], [new Edge("look", "tell", 1, new Dictionary<string, double>())], null);
        Profile = new ProfileTable(
            1, "app", _device.Name, cores, "a machine made for a test", "2026-01-01T00:00:00Z", "full", new Dictionary<string, string>(), true,
            [Entry("precise", 80, 10), Entry("rough", 30, 30), Entry("words", 9, 100), .. isCoarse ? [Entry("coarse", 15, 60)] : (ProfileEntry[])[]], [], []);
    }

    public Application Application { get; }

    public ProfileTable Profile { get; }

    /// <summary>What was asked for, in order; null for the most.</summary>
    public List<double?> Asked { get; } = [];

    /// <summary>What was asked with, in order.</summary>
    public List<(Application Application, ProfileTable Profile)> AskedWith { get; } = [];

    public Plan PlanFor(double requestsPerSecond) =>
        Assert.IsType<PlanningOutcome.Planned>(Plan(Application, Profile, requestsPerSecond, null, TestContext.Current.CancellationToken)).Plan;

    public PlanningOutcome Plan(Application application, ProfileTable profile, double? requestsPerSecond, Plan? previous, CancellationToken cancellation)
    {
        Asked.Add(requestsPerSecond);
        AskedWith.Add((application, profile));
        var problem = new PlanningProblem([new ApplicationDemand(application, requestsPerSecond ?? 1)], [profile], Inventory.Of(_device)) { Previous = previous };
        return requestsPerSecond is null && MaximumDemand.Find(Planner, problem, cancellation) is { } most
            ? Planner.Plan(problem.Scaled(most), cancellation)
            : Planner.Plan(problem, cancellation);
    }

    private static ApplicationTask Task(string name, params (string Name, double Accuracy)[] variants) =>
        new(name, OperatorUse.None, [.. variants.Select(v => new Variant(v.Name, string.Empty, [], v.Accuracy))], null);

    private static ProfileEntry Entry(string variant, double p95, double itemsPerSecond) =>
        new(variant, "1c", 1, 1, p95 * 0.9, p95, p95 * 1.1, itemsPerSecond, 100, []);
}
