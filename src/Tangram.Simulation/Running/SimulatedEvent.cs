namespace Tangram.Simulation.Running;

/// <summary>What happens at an instant of a simulation.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Index">Of what: a load, a process, an item, a segment, a failure or a change.</param>
/// <param name="Stamp">Which of several, where an event may have been overtaken by another.</param>
internal readonly record struct SimulatedEvent(EventKind Kind, int Index, long Stamp = 0);
