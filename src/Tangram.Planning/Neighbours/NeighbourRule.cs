namespace Tangram.Planning.Neighbours;

/// <summary>Which neighbours a segment is counted with before it is known where it will lie [N].</summary>
/// <remarks>Under both, all that the device has left beside the segment is taken to be at work all the time, so that a segment that takes the whole device is not slowed down.</remarks>
public enum NeighbourRule
{
    /// <summary>Those that slow it down most: under effects that add up no placement does worse.</summary>
    Worst,

    /// <summary>The mean over the variants there may be, each weighed by the slices that its items take.</summary>
    Mean,
}
