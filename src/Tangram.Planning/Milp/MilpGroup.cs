using Tangram.Planning.Deciding;

namespace Tangram.Planning.Milp;

/// <summary>Segments of one configuration, for one task's variant or for all that may share it.</summary>
/// <param name="Configuration">What runs on each.</param>
/// <param name="Count">How many, as a column.</param>
internal sealed record MilpGroup(Configuration Configuration, int Count)
{
    /// <summary>The tasks that may use them, each with the place of its choice.</summary>
    public List<(TaskKey Task, int Choice)> Users { get; } = [];

    /// <summary>What is asked of them in segments, as terms.</summary>
    public List<MilpTerm> Loads { get; } = [];
}
