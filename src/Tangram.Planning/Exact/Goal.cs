namespace Tangram.Planning.Exact;

/// <summary>What a search looks for first.</summary>
internal enum Goal
{
    /// <summary>Fewest slices, then highest accuracy, then lowest latency: what a plan is.</summary>
    FewestSlices,

    /// <summary>Lowest latency, for saying how far a latency objective is out of reach.</summary>
    LowestLatency,

    /// <summary>Highest accuracy, for saying how far an accuracy objective is out of reach.</summary>
    HighestAccuracy,

    /// <summary>Any solution at all, for telling whether a demand can be served.</summary>
    Any,
}
