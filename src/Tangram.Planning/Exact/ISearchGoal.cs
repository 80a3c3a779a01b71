namespace Tangram.Planning.Exact;

/// <summary>What a search through allotments is after.</summary>
internal interface ISearchGoal
{
    /// <summary>The most that an allotment may weigh to be of interest; may fall while the search goes on.</summary>
    int MostWeight { get; }

    /// <summary>Whether an allotment of at least this weight and at most this accuracy would be of interest.</summary>
    bool Wants(int weight, double accuracy);

    /// <summary>Whether segments of these counts can still be part of a plan. Only asked where counts are searched.</summary>
    bool Fits(int[] counts);

    /// <summary>Takes an allotment.</summary>
    /// <param name="allotment">What was found.</param>
    /// <param name="counts">Its segments by kind; all 0 where only weights are searched.</param>
    void Take(Allotment allotment, int[] counts);
}
