namespace Tangram.Planning.Explaining;

/// <summary>What the plan would be if one thing were otherwise.</summary>
/// <param name="Change">What is otherwise, in words.</param>
/// <param name="Concerns">What it loosens or tightens: <c>nothing</c>, <c>capacity</c>, <c>interference</c>, <c>latency</c> or <c>accuracy</c>.</param>
/// <param name="Devices">Devices of the plan for the demands asked for; null where there is no plan.</param>
/// <param name="Slices">Compute slices of that plan; null where there is none.</param>
/// <param name="LargestFactor">The largest factor of the demands that can be planned for; null where none can.</param>
public sealed record PlanChange(string Change, string Concerns, int? Devices, int? Slices, double? LargestFactor);
