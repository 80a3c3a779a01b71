using Tangram.Core.Plans;
using Tangram.Core.Time;

namespace Tangram.Simulation.Faults;

/// <summary>Another plan takes over.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="At">When.</param>
/// <param name="Load">Time that a process takes to load its model; from 0.</param>
public sealed record PlanChange(Plan Plan, Instant At, TimeSpan Load);
