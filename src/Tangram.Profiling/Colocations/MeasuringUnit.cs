namespace Tangram.Profiling.Colocations;

/// <summary>A piece of the measurement that takes a second or so.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Layout">Where: the index of the layout.</param>
/// <param name="Members">What runs at once; empty where that is left to chance.</param>
internal sealed record MeasuringUnit(UnitKind Kind, int Layout, IReadOnlyList<BatchChoice> Members)
{
    public override string ToString() => Members.Count == 0 ? "random batches" : string.Join(" beside ", Members.Select(m => m.Variant.Name));
}
