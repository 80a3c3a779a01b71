using Tangram.Core.Time;
using Tangram.Simulation.Measuring;

namespace Tangram.Simulation;

/// <summary>What came of a simulated run.</summary>
/// <param name="Seed">The run's seed.</param>
/// <param name="Events">Events that were simulated: arrivals, ends of runs, wake-ups and the like.</param>
/// <param name="EndedAt">The instant of the last.</param>
/// <param name="Applications">By load.</param>
/// <param name="Segments">By the segment's index.</param>
/// <param name="Timeline">The run in parts.</param>
/// <param name="Gantt">The runs of a window, in order of their ends.</param>
public sealed record SimulationReport(
    ulong Seed,
    long Events,
    Instant EndedAt,
    IReadOnlyList<ApplicationFigures> Applications,
    IReadOnlyList<SegmentFigures> Segments,
    IReadOnlyList<TimelinePart> Timeline,
    IReadOnlyList<GanttRun> Gantt)
{
    /// <summary>Share of all requests answered in full and in time, 0..1; 1 where none came.</summary>
    public double Attainment => Applications.Sum(a => a.Arrived) is var arrived and > 0 ? (double)Applications.Sum(a => a.InTime) / arrived : 1;
}
