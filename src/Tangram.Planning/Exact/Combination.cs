namespace Tangram.Planning.Exact;

/// <summary>What every task of a component runs, and with it how many items reach each; which segments is still open.</summary>
/// <param name="Choices">By the component's places; the finer variant where a task is split.</param>
/// <param name="Second">The other variant of the split task; null where there is no split.</param>
/// <param name="SplitPlace">The place of the split task, or -1.</param>
/// <param name="Shares">Shares of the finer variant that the accuracy objective allows.</param>
/// <param name="Flows">Items one request brings, by place.</param>
/// <param name="Accuracy">Sum over the applications of the accuracy, at the largest share.</param>
/// <param name="Weight">No segments for it weigh less.</param>
/// <param name="Number">Its place among those found, which follows the variants' names.</param>
internal sealed record Combination(Choice[] Choices, Choice? Second, int SplitPlace, Share Shares, Flow[] Flows, double Accuracy, int Weight, int Number)
{
    /// <summary>Those that could weigh least first, of these the most accurate, of these the first by name.</summary>
    public static int Compare(Combination one, Combination other) =>
        one.Weight != other.Weight ? one.Weight.CompareTo(other.Weight)
        : one.Accuracy != other.Accuracy ? other.Accuracy.CompareTo(one.Accuracy)
        : one.Number.CompareTo(other.Number);
}
