using Tangram.Core.Time;
using Tangram.Simulation.Statistics;

namespace Tangram.Simulation.Measuring;

/// <summary>Counts how one application's requests end.</summary>
internal sealed class Tally(SimulatedLoad load, TimeSpan warmUp)
{
    private const double SecondsPerTick = 1.0 / TimeSpan.TicksPerSecond;

    private readonly LatencyHistogram _latency = new();
    private readonly BatchMeans _attainment = new();
    private readonly BatchMeans _meanLatency = new();
    private readonly Instant _countsFrom = Instant.Start + warmUp;
    private readonly long _around = (load.Entry + load.Answer).Ticks;
    private readonly long _objective = load.LatencyObjective.Ticks;
    private long _arrived;
    private long _inTime;
    private long _late;
    private long _partial;
    private long _dropped;
    private long _refused;

    public SimulatedLoad Load => load;

    public bool Counts(Instant arrivedAt) => arrivedAt >= _countsFrom;

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

    /// <summary>A request's last item is through.</summary>
    /// <returns>Whether it counts as in time.</returns>
    public bool Answer(Instant arrivedAt, Instant throughAt, bool isPartial)
    {
        var latency = throughAt.Ticks - arrivedAt.Ticks + _around;
        var isInTime = latency <= _objective;
        if (Counts(arrivedAt))
        {
            _latency.Record(new TimeSpan(latency));
            _meanLatency.Add(latency * SecondsPerTick);
            _attainment.Add(isInTime && !isPartial ? 1 : 0);
            (isPartial ? ref _partial : ref isInTime ? ref _inTime : ref _late)++;
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
