using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Profiles;
using Tangram.Planning;
using Tangram.Simulation.Randomness;

namespace Tangram.Cli.Reproductions.Queries;

/// <summary>The designs that PARIS+ELSA is compared with (arXiv 2202.13481, §V) [R].</summary>
/// <param name="model">The model.</param>
/// <param name="device">The device model.</param>
/// <param name="devices">How many there are.</param>
internal sealed class QueryDesigns(QueryModel model, DeviceModel device, int devices)
{
    /// <summary>What the designs are called, in the order of <see cref="All"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["PARIS+ELSA", "PARIS+FIFS", "GPU(1)+FIFS", "GPU(2)+FIFS", "GPU(3)+FIFS", "GPU(7)+FIFS", "random+ELSA"];

    // Of sizes with equally many compute slices, that which takes the least memory; no others were profiled.
    private readonly DeviceModel _device = device with { Profiles = [.. device.Profiles.Where(p => model.Sizes.Contains(p)).GroupBy(p => p.ComputeSlices).Select(g => g.MinBy(p => p.MemorySlices)!)] };

    /// <summary>The designs that can be made of the sizes there are.</summary>
    /// <param name="profiles">For PARIS.</param>
    /// <param name="stream">Draws the random layout.</param>
    /// <param name="cancellation">Stops.</param>
    public IReadOnlyList<QueryDesign> All(IReadOnlyList<ProfileTable> profiles, RandomStream stream, CancellationToken cancellation)
    {
        var paris = Paris(profiles, cancellation);
        return
        [
            .. paris.Count == 0 ? (QueryDesign[])[] : [new QueryDesign(Names[0], "elsa", paris), new QueryDesign(Names[1], "fifs", paris)],
            .. Enumerable.Range(2, 4).Zip((int[])[1, 2, 3, 7], (name, slices) => new QueryDesign(Names[name], "fifs", Homogeneous(slices))).Where(d => d.Segments.Count > 0),
            new QueryDesign(Names[6], "elsa", Drawn(stream)),
        ];
    }

    // The planner cuts as few devices as carry a demand: at its largest, all of them.
    private List<(PartitionProfile Size, int Device)> Paris(IReadOnlyList<ProfileTable> profiles, CancellationToken cancellation)
    {
        var planner = PlannerCatalog.Planners.Create("paris", Settings.Empty);
        var task = new ApplicationTask("answer", OperatorUse.None, [new Variant(model.Name, string.Empty, [], 1)], SkipAccuracy: null);
        var application = new Application(model.Name, string.Empty, new Objectives(model.Objective.TotalMilliseconds, 1), OperatorUse.None, OperatorUse.None, [task], [], evaluation: null);
        var problem = new PlanningProblem([new ApplicationDemand(application, 1)], profiles, Inventory.Of(device, devices)) { QueueingFactor = 1 };
        return MaximumDemand.Find(planner, problem, cancellation) is { } largest && planner.Plan(problem.Scaled(largest), cancellation) is PlanningOutcome.Planned { Plan: var plan }
            ? [.. plan.Instances.Select(i => (device.Find(i.Profile)!, plan.Placements.First(p => string.Equals(p.Instance, i.Id, StringComparison.Ordinal)).Device))]
            : [];
    }

    private List<(PartitionProfile Size, int Device)> Homogeneous(int slices)
    {
        var size = _device.Profiles.FirstOrDefault(p => p.ComputeSlices == slices);
        return size is null ? [] : Repeat(LayoutEnumeration.All(_device with { Profiles = [size] }).MaxBy(l => l.Segments.Count)!, [size]);
    }

    private List<(PartitionProfile Size, int Device)> Drawn(RandomStream stream)
    {
        var layouts = LayoutEnumeration.Maximal(_device).ToList();
        return [.. Enumerable.Range(0, devices).SelectMany(d => layouts[stream.Below(layouts.Count)].Segments.Select(s => (_device.Profiles[s.Size], d)))];
    }

    private List<(PartitionProfile Size, int Device)> Repeat(DeviceLayout layout, IReadOnlyList<PartitionProfile> sizes) =>
        [.. Enumerable.Range(0, devices).SelectMany(d => layout.Segments.Select(s => (sizes[s.Size], d)))];
}
