using Tangram.Core.Time;
using Tangram.Simulation.Statistics;

namespace Tangram.Simulation.Measuring;

/// <summary>Counts how one application's requests end.</summary>
internal sealed class Tally(SimulatedLoad load, TimeSpan warmUp)
{
    private readonly LatencyHistogram _latency = new();
    private readonly BatchMeans _attainment = new();
    private readonly BatchMeans _meanLatency = new();
    private long _arrived;
    private long _inTime;
    private long _late;
    private long _partial;
    private long _dropped;
    private long _refused;

    public SimulatedLoad Load => load;

    public bool Counts(Instant arrivedAt) => arrivedAt >= Instant.Start + warmUp;

    public void Arrive(Instant arrivedAt, long count) => _arrived += Counts(arrivedAt) ? count : 0;

    public void Refuse(Instant arrivedAt, long count)
    {
        if (!Counts(arrivedAt))
        {
            return;
        }

        _refused += count;
        _attainment.Add(0, count);
    }

    public void Drop(Instant arrivedAt)
    {
        if (Counts(arrivedAt))
        {
            _dropped++;
            _attainment.Add(0);
        }
    }

    /// <summary>A request was answered.</summary>
    /// <returns>Whether it counts as in time.</returns>
    public bool Answer(Instant arrivedAt, Instant answeredAt, bool isPartial)
    {
        var latency = answeredAt - arrivedAt;
        var isInTime = latency <= load.LatencyObjective;
        if (Counts(arrivedAt))
        {
            _latency.Record(latency);
            _meanLatency.Add(latency.TotalSeconds);
            _attainment.Add(isInTime && !isPartial ? 1 : 0);
            (_partial, _inTime, _late) = isPartial ? (_partial + 1, _inTime, _late) : isInTime ? (_partial, _inTime + 1, _late) : (_partial, _inTime, _late + 1);
        }

        return isInTime && !isPartial;
    }

    public ApplicationFigures Figures(IReadOnlyList<TaskFigures> tasks) => new(load.Application, _arrived, _inTime, _late, _partial, _dropped, _refused)
    {
        Latency = _latency,
        AttainmentInterval = _attainment.Count == 0 ? null : _attainment.Interval(0.95),
        MeanLatencySeconds = _meanLatency.Count == 0 ? null : _meanLatency.Interval(0.95),
        Tasks = tasks,
    };
}
