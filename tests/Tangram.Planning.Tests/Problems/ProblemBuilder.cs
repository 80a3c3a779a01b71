using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Profiles;

namespace Tangram.Planning.Tests.Problems;

/// <summary>Puts problems together line by line. Everything not said is generous.</summary>
internal sealed class ProblemBuilder
{
    private static readonly OperatorUse AnyOperator = new("any", Settings.Empty);
    private readonly List<ApplicationTask> _tasks = [];
    private readonly List<Edge> _edges = [];
    private readonly List<ProfileEntry> _entries = [];
    private readonly List<OperatorTime> _operators = [];

    public DeviceModel Device { get; set; } = CpuDevice.Model(4, 4096);

    public Objectives Objectives { get; set; } = new(1000, 0.5);

    public double Demand { get; set; } = 1;

    public double QueueingFactor { get; set; } = 2;

    public double Reserve { get; set; }

    public ProblemBuilder Task(string name, double? skipAccuracy, params (string Name, double Accuracy)[] variants)
    {
        _tasks.Add(new ApplicationTask(name, AnyOperator, [.. variants.Select(v => new Variant(v.Name, $"/models/{v.Name}.onnx", [3, 8, 8], v.Accuracy))], skipAccuracy));
        return this;
    }

    public ProblemBuilder Edge(string from, string to, double fanOut = 1, params (string Variant, double FanOut)[] byVariant)
    {
        _edges.Add(new Edge(from, to, fanOut, byVariant.ToDictionary(v => v.Variant, v => v.FanOut, StringComparer.Ordinal)));
        return this;
    }

    public ProblemBuilder Entry(string variant, string profile, int batch, double p95, double itemsPerSecond, double memoryMiB = 100, int concurrency = 1)
    {
        _entries.Add(new ProfileEntry(variant, profile, concurrency, batch, p95 * 0.8, p95, p95 * 1.1, itemsPerSecond, memoryMiB, []));
        return this;
    }

    public ProblemBuilder Operator(string step, string? variant, double p95)
    {
        _operators.Add(new OperatorTime(step, variant, p95 / 2, p95));
        return this;
    }

    public PlanningProblem Build()
    {
        var application = new Application("app", "made for a test", Objectives, AnyOperator, AnyOperator, _tasks, _edges, null);
        var profile = new ProfileTable(
            1, "app", Device.Name, Device.ComputeSlices, "a machine made for a test", "2026-01-01T00:00:00Z", "full", new Dictionary<string, string>(), true, _entries, [], _operators);
        return new PlanningProblem([new ApplicationDemand(application, Demand)], [profile], Inventory.Of(Device))
        {
            QueueingFactor = QueueingFactor,
            Reserve = Reserve,
            Siblings = Siblings.Wait,
        };
    }
}
