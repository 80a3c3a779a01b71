namespace Tangram.Scheduling;

/// <summary>An application as the scheduler sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Priority">Whose items go first where applications share segments: the higher.</param>
/// <param name="PartialResults">Whether a request of which an item was dropped is answered with the rest, late or in time.</param>
public sealed record LayoutApplication(string Name, int Priority = 0, bool PartialResults = false);
