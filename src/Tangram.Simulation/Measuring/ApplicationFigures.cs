using Tangram.Simulation.Statistics;

namespace Tangram.Simulation.Measuring;

/// <summary>How one application's requests ended, those of the warm-up left out.</summary>
/// <param name="Name">The application.</param>
/// <param name="Arrived">Requests that came.</param>
/// <param name="InTime">Answered in full by their deadlines.</param>
/// <param name="Late">Answered in full, late.</param>
/// <param name="Partial">Answered with some items missing.</param>
/// <param name="Dropped">Let in and given up.</param>
/// <param name="Refused">Not let in.</param>
public sealed record ApplicationFigures(string Name, long Arrived, long InTime, long Late, long Partial, long Dropped, long Refused)
{
    /// <summary>Requests that were let in and had not ended when the run was ended.</summary>
    public long InFlight => Arrived - InTime - Late - Partial - Dropped - Refused;

    /// <summary>Share of requests answered in full and in time, 0..1; 1 where none came.</summary>
    public double Attainment => Arrived == 0 ? 1 : (double)InTime / Arrived;

    /// <summary>Time from arrival to answer of those answered.</summary>
    public required LatencyHistogram Latency { get; init; }

    /// <summary>Attainment with its interval of 95 % by batch means; null where nothing ended.</summary>
    public required Interval? AttainmentInterval { get; init; }

    /// <summary>Mean latency in seconds with its interval of 95 % by batch means; null where nothing was answered.</summary>
    public required Interval? MeanLatencySeconds { get; init; }

    /// <summary>Its tasks that run.</summary>
    public required IReadOnlyList<TaskFigures> Tasks { get; init; }
}
