using Tangram.Core.Plans;

namespace Tangram.Control.Transitions;

/// <summary>An instance with its place.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Placement">Where its segment lies.</param>
public sealed record PlacedInstance(Instance Instance, Placement Placement);
