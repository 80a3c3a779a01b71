using Tangram.Control.Transitions;

namespace Tangram.Server.Control;

/// <summary>A segment that exists while an application is served.</summary>
/// <param name="Placed">What it is and where; called as in the plan that brought it.</param>
/// <param name="Index">Its index in the layout.</param>
/// <param name="Serves">Whether it gets items; not before it is loaded, nor from when it is drained.</param>
internal sealed record RunningSegment(PlacedInstance Placed, int Index, bool Serves);
