using System.Diagnostics.Metrics;

namespace Tangram.Server.Metrics;

/// <summary>What a server counts and measures, as instruments of one meter.</summary>
internal sealed class ServingMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Tangram.Server";

    private readonly Lock _gate = new();
    private readonly List<ApplicationMetrics> _applications = [];

    public ServingMetrics()
    {
        Requests = Meter.CreateCounter<long>("tangram.requests", description: "Requests by how they ended");
        Duration = Meter.CreateHistogram<double>("tangram.request.duration", "s", "Time from arrival to answer");
        RunTime = Meter.CreateHistogram<double>("tangram.batch.run_time", "s", "Inference time of a batch in the worker");
        BatchSize = Meter.CreateHistogram<double>("tangram.batch.items", description: "Items in a batch");
        Slack = Meter.CreateHistogram<double>("tangram.batch.slack", "s", "Time that a batch's most urgent item had left, less its expected run, when it started; late ones count as 0");
        Prediction = Meter.CreateHistogram<double>("tangram.batch.actual_over_expected", "1", "Run time of a batch over what was expected of it");
        Drops = Meter.CreateCounter<long>("tangram.drops", description: "Items given up, since their requests could not have been answered in time, by the task they waited for");
        Losses = Meter.CreateCounter<long>("tangram.worker.losses", description: "Worker processes that died");
        Meter.CreateObservableGauge("tangram.segment.queue_length", QueueLengths, description: "Items that wait at a segment");
        Meter.CreateObservableGauge("tangram.attainment", Attainments, description: "Share of the requests of the last minute that were answered in time");
        Meter.CreateObservableGauge("tangram.demand", () => Planned(f => f.Figures.Demand), description: "Requests per second that come in, as estimated");
        Meter.CreateObservableGauge("tangram.plan.demand", () => Planned(f => f.Figures.PlannedDemand), description: "Requests per second that the plan is made for");
        Meter.CreateObservableGauge("tangram.plan.slices", () => Planned(f => f.Figures.Slices), description: "Slices that the plan takes");
        Meter.CreateObservableGauge("tangram.plan.accuracy", () => Planned(f => f.Figures.Accuracy), description: "Relative accuracy of the plan, 0 to 1");
        Meter.CreateObservableGauge("tangram.plan.generation", () => Planned(f => f.Generation), description: "How many plans have run, this one counted");
        Meter.CreateObservableGauge("tangram.rung", () => Planned(f => (double)f.Rung), description: "How far down the ladder: 0 objectives met, 1 lower accuracy, 2 low priorities shed, 3 refused beyond the capacity");
        Meter.CreateObservableGauge("tangram.requests.in_flight", () => All().Sum(a => a.InFlight()), description: "Requests accepted and not ended");
        Meter.CreateObservableCounter("tangram.process.allocated_bytes", () => GC.GetTotalAllocatedBytes(), description: "Bytes that the server's own process has allocated since it started; workers not counted");
        Meter.CreateObservableGauge("tangram.process.resident_bytes", () => Environment.WorkingSet, description: "Memory of the server's own process that is resident, in bytes; workers not counted");
    }

    /// <summary>The meter the instruments belong to.</summary>
    public Meter Meter { get; } = new(MeterName);

    internal Counter<long> Requests { get; }

    internal Histogram<double> Duration { get; }

    internal Histogram<double> RunTime { get; }

    internal Histogram<double> BatchSize { get; }

    internal Histogram<double> Slack { get; }

    internal Histogram<double> Prediction { get; }

    internal Counter<long> Drops { get; }

    internal Counter<long> Losses { get; }

    /// <summary>What is counted and measured of one application, until that is disposed.</summary>
    public ApplicationMetrics Of(string application)
    {
        var one = new ApplicationMetrics(this, application);
        lock (_gate)
        {
            _applications.Add(one);
        }

        return one;
    }

    public void Dispose() => Meter.Dispose();

    internal void Remove(ApplicationMetrics application)
    {
        lock (_gate)
        {
            _applications.Remove(application);
        }
    }

    private ApplicationMetrics[] All()
    {
        lock (_gate)
        {
            return [.. _applications];
        }
    }

    private IEnumerable<Measurement<double>> Attainments() => All()
        .Select(a => (a.Application, Share: a.Attainment()))
        .Where(a => a.Share is not null)
        .Select(a => new Measurement<double>(a.Share!.Value, new KeyValuePair<string, object?>("application", a.Application)));

    private IEnumerable<Measurement<double>> Planned(Func<ControlGauges, double?> figure) => All()
        .Select(a => (a.Application, Value: a.Control?.Invoke() is { } gauges ? figure(gauges) : null))
        .Where(a => a.Value is not null)
        .Select(a => new Measurement<double>(a.Value!.Value, new KeyValuePair<string, object?>("application", a.Application)));

    private IEnumerable<Measurement<int>> QueueLengths() => All().SelectMany(a =>
        a.QueueLengths().Select(q => new Measurement<int>(q.Items, new KeyValuePair<string, object?>("segment", q.Segment))));
}
