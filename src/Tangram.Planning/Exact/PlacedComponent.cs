namespace Tangram.Planning.Exact;

/// <summary>A component and what it gets.</summary>
internal sealed record PlacedComponent(Component Component, Allotment Allotment);
