using Tangram.Planning.Deciding;

namespace Tangram.Planning.Baselines;

/// <summary>What a baseline says of one pool of devices.</summary>
internal abstract record PoolAnswer
{
    private PoolAnswer()
    {
    }

    /// <summary>It has a plan.</summary>
    /// <param name="Groups">The segments.</param>
    /// <param name="Spots">Where each lies, by group and within it, counted from the pool's first device; null to have them placed.</param>
    public sealed record Planned(IReadOnlyList<SegmentGroup> Groups, IReadOnlyList<IReadOnlyList<(int Device, int Start)>>? Spots = null) : PoolAnswer
    {
        /// <summary>What runs, where it is not the most accurate variant of every task; null where it is.</summary>
        public IReadOnlyList<IReadOnlyList<IReadOnlyList<VariantShare>>>? Shares { get; init; }
    }

    /// <summary>It has none.</summary>
    /// <param name="Binding">What binds, as in <see cref="PlanningOutcome.Infeasible"/>.</param>
    /// <param name="Reason">Why, on one line.</param>
    public sealed record None(string Binding, string Reason) : PoolAnswer;
}
