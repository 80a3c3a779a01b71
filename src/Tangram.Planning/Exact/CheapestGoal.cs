namespace Tangram.Planning.Exact;

/// <summary>The least weight, and of equals the highest accuracy.</summary>
internal sealed class CheapestGoal(int mostWeight) : ISearchGoal
{
    /// <inheritdoc/>
    public int MostWeight => Best?.Weight ?? mostWeight;

    /// <summary>The best found so far.</summary>
    public Allotment? Best { get; private set; }

    /// <inheritdoc/>
    public bool Wants(int weight, double accuracy) =>
        Best is null ? weight <= mostWeight : weight < Best.Weight || (weight == Best.Weight && accuracy > Best.Accuracy + Tolerance.Accuracy);

    /// <inheritdoc/>
    public bool Fits(int[] counts) => true;

    /// <inheritdoc/>
    public void Take(Allotment allotment, int[] counts) => Best = allotment;
}
