using Tangram.Core.Files;

namespace Tangram.Planning.Explaining;

/// <summary>What binds a plan, and what it would be otherwise. The content of the file that <c>tangram plan --explain FILE</c> writes.</summary>
/// <param name="Version">The format's version, 1.</param>
/// <param name="Planner">The planner that solved everything here.</param>
/// <param name="Devices">Devices of the plan explained.</param>
/// <param name="Slices">Compute slices of the plan explained.</param>
/// <param name="DevicesLowerBound">No plan uses fewer devices; a simple bound, which need not be reached.</param>
/// <param name="SlicesLowerBound">No plan uses fewer compute slices; a simple bound, which need not be reached.</param>
/// <param name="Binds">What a small change of would make the plan smaller or the largest demand higher: <c>capacity</c>, <c>interference</c>, <c>latency</c>, <c>accuracy</c>.</param>
/// <param name="Applications">What is left of each application's objectives.</param>
/// <param name="Changes">Plans of changed problems; the first is of the problem as it is.</param>
public sealed record Explanation(
    int Version,
    string Planner,
    int Devices,
    int Slices,
    int DevicesLowerBound,
    int SlicesLowerBound,
    IReadOnlyList<string> Binds,
    IReadOnlyList<ApplicationSlack> Applications,
    IReadOnlyList<PlanChange> Changes) : IVersioned;
