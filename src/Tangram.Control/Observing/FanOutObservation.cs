namespace Tangram.Control.Observing;

/// <summary>Items that came of a task's items.</summary>
/// <param name="Task">The parent task's name.</param>
/// <param name="Variant">The variant that ran it.</param>
/// <param name="Items">Items that ran; above 0.</param>
/// <param name="Children">Items that the child received from them.</param>
/// <param name="Child">The child task's name; null where every child received as many.</param>
public sealed record FanOutObservation(string Task, string Variant, long Items, long Children, string? Child = null);
