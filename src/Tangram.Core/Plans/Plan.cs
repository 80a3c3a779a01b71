using Tangram.Core.Files;

namespace Tangram.Core.Plans;

/// <summary>Which variants run on which segments of which devices, with what they should achieve. The content of <c>plan.json</c>.</summary>
/// <param name="Version">The format's version, 1.</param>
/// <param name="Planner">Name of the planner that made it.</param>
/// <param name="Optimal">Whether it is proven to be the best by its objective.</param>
/// <param name="Objective">What was minimised first: <c>devices</c> or <c>slices</c>.</param>
/// <param name="Devices">Devices used.</param>
/// <param name="Slices">Compute slices used, of all devices.</param>
/// <param name="SlicesAvailable">Compute slices there are, of all devices.</param>
/// <param name="QueueingFactor">How many times its latency a batch is counted, for waiting and running, where a task has no factor of its own; 2 in JigsawServe [P].</param>
/// <param name="Reserve">Fraction of every segment's throughput that is left free, 0..1.</param>
/// <param name="Siblings">Whether items of one request <c>wait</c> for each other or <c>spread</c> over segments.</param>
/// <param name="SolveMilliseconds">Wall time of the planner.</param>
/// <param name="Pools">The devices there are, by model, and how many are used.</param>
/// <param name="Applications">What each application gets.</param>
/// <param name="Instances">The segments and what they serve.</param>
/// <param name="Placements">Where the segments lie; one per instance.</param>
public sealed record Plan(
    int Version,
    string Planner,
    bool Optimal,
    string Objective,
    int Devices,
    int Slices,
    long SlicesAvailable,
    double QueueingFactor,
    double Reserve,
    string Siblings,
    double SolveMilliseconds,
    IReadOnlyList<PlannedPool> Pools,
    IReadOnlyList<PlannedApplication> Applications,
    IReadOnlyList<Instance> Instances,
    IReadOnlyList<Placement> Placements) : IVersioned;
