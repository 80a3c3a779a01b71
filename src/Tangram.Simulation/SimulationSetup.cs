using Tangram.Prediction.Serving;
using Tangram.Scheduling;
using Tangram.Scheduling.Logging;
using Tangram.Simulation.FanOuts;
using Tangram.Simulation.Faults;
using Tangram.Simulation.Interference;
using Tangram.Simulation.Service;

namespace Tangram.Simulation;

/// <summary>What one run simulates.</summary>
public sealed record SimulationSetup
{
    /// <summary>What is scheduled onto.</summary>
    public required Layout Layout { get; init; }

    /// <summary>How.</summary>
    public required PolicyChoice Policies { get; init; }

    /// <summary>What comes in; one for each application at most.</summary>
    public required IReadOnlyList<SimulatedLoad> Loads { get; init; }

    /// <summary>How long batches run.</summary>
    public required IServiceTimes Service { get; init; }

    /// <summary>How many items go on, on average.</summary>
    public required FanOutMeans FanOutMeans { get; init; }

    /// <summary>How many items go on, around the averages.</summary>
    public IFanOut FanOut { get; init; } = new PoissonFanOut();

    /// <summary>How much slower batches run beside each other.</summary>
    public IInterference Interference { get; init; } = new NoInterference();

    /// <summary>What foretells slowdowns to the scheduler; nothing unless given.</summary>
    public PredictionSetup? Prediction { get; init; }

    /// <summary>Time during which requests come; what is in flight then is finished. Above 0.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Requests that come before this count in no figure; less than <see cref="Duration"/>.</summary>
    public TimeSpan WarmUp { get; init; }

    /// <summary>The run's seed. Runs of one seed see the same arrivals, whatever their policies.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Worker processes that die.</summary>
    public IReadOnlyList<Failure> Failures { get; init; } = [];

    /// <summary>Changes of the layout.</summary>
    public IReadOnlyList<LayoutChange> Changes { get; init; } = [];

    /// <summary>The decision log; none unless given.</summary>
    public DecisionLog? Log { get; init; }

    /// <summary>Parts of the run that the timeline tells apart; at least 1.</summary>
    public int TimelineParts { get; init; } = 240;

    /// <summary>From when on runs are kept for a Gantt chart.</summary>
    public TimeSpan GanttFrom { get; init; }

    /// <summary>How long runs are kept for a Gantt chart, and at most 20,000 of them; none unless given.</summary>
    public TimeSpan GanttLength { get; init; }
}
