using Tangram.Core.Time;

namespace Tangram.Simulation.Measuring;

/// <summary>A batch in a Gantt chart.</summary>
/// <param name="Segment">Index of the segment it ran on.</param>
/// <param name="Process">Which of its processes.</param>
/// <param name="From">When it started.</param>
/// <param name="To">When it ended.</param>
/// <param name="Items">Its size.</param>
public sealed record GanttRun(int Segment, int Process, Instant From, Instant To, int Items);
