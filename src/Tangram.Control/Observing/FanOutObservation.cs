namespace Tangram.Control.Observing;

/// <summary>Items that came of a task's items.</summary>
/// <param name="Task">The parent task's name.</param>
/// <param name="Variant">The variant that ran it.</param>
/// <param name="Items">Items that ran; above 0.</param>
/// <param name="Children">Items that each child received from them.</param>
public sealed record FanOutObservation(string Task, string Variant, long Items, long Children);
