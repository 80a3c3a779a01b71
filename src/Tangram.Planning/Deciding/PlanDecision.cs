namespace Tangram.Planning.Deciding;

/// <summary>What a planner decides, before figures are worked out.</summary>
/// <param name="Shares">By application and task: the variants that run, none where the task is left out or the application not asked for.</param>
/// <param name="Groups">The segments.</param>
internal sealed record PlanDecision(IReadOnlyList<IReadOnlyList<IReadOnlyList<VariantShare>>> Shares, IReadOnlyList<SegmentGroup> Groups)
{
    /// <summary>Where each segment lies, by group and within it, for planners that place segments themselves; null to have them placed on the fewest devices.</summary>
    public IReadOnlyList<IReadOnlyList<(int Device, int Start)>>? Placements { get; init; }

    /// <summary>Items per second that each group as a whole takes for each of its users, for planners that deal them out themselves; null to have them dealt.</summary>
    public IReadOnlyList<double[]>? Dealt { get; init; }
}
