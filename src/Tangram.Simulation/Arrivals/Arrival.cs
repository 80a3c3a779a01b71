using Tangram.Core.Time;

namespace Tangram.Simulation.Arrivals;

/// <summary>The requests that come at one instant.</summary>
/// <param name="At">When they come.</param>
/// <param name="Count">How many; at least 1.</param>
public readonly record struct Arrival(Instant At, long Count);
