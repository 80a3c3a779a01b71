namespace Tangram.Simulation.Measuring;

/// <summary>A part of a run.</summary>
/// <param name="From">Time from the start of the run to that of the part.</param>
/// <param name="Length">Its length.</param>
/// <param name="Arrived">Requests that came in it, by the load's place.</param>
/// <param name="InTime">Those of them that were answered in time.</param>
/// <param name="Utilization">Share of the time that each device's slices in the layout were busy, 0..1, by the device's number.</param>
public sealed record TimelinePart(TimeSpan From, TimeSpan Length, IReadOnlyList<long> Arrived, IReadOnlyList<long> InTime, IReadOnlyList<double> Utilization);
