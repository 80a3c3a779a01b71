namespace Tangram.Scheduling;

/// <summary>One worker process of a segment.</summary>
/// <param name="Segment">Index of the segment.</param>
/// <param name="Process">Which of its processes, from 0.</param>
public readonly record struct ProcessId(int Segment, int Process);
