namespace Tangram.Planning.Exact;

/// <summary>What a search minimises: a whole number per kind of segment, such as its compute slices.</summary>
/// <param name="of">By kind; at least 0.</param>
internal sealed class Weights(int[] of)
{
    /// <summary>By kind.</summary>
    public int[] Of => of;
}
