namespace Tangram.Scheduling;

/// <summary>What the scheduler schedules onto: the tasks that run and the segments that serve them.</summary>
/// <remarks>Made from a plan. Optional tasks that the plan leaves out are not in it: their parents' items go straight to their children.</remarks>
/// <param name="Tasks">By index.</param>
/// <param name="Segments">By index.</param>
public sealed record Layout(IReadOnlyList<LayoutTask> Tasks, IReadOnlyList<Segment> Segments);
