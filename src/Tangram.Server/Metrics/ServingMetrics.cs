using System.Diagnostics.Metrics;

namespace Tangram.Server.Metrics;

/// <summary>What a server counts and measures, as instruments of one meter.</summary>
internal sealed class ServingMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Tangram.Server";

    private readonly Meter _meter = new(MeterName);
    private readonly string _application;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _runTime;
    private readonly Histogram<double> _batchSize;
    private readonly Counter<long> _restarts;

    public ServingMetrics(string application)
    {
        _application = application;
        _requests = _meter.CreateCounter<long>("tangram.requests", description: "Requests by how they ended");
        _duration = _meter.CreateHistogram<double>("tangram.request.duration", "s", "Time from arrival to answer");
        _runTime = _meter.CreateHistogram<double>("tangram.batch.run_time", "s", "Inference time of a batch in the worker");
        _batchSize = _meter.CreateHistogram<double>("tangram.batch.items", description: "Items in a batch");
        _restarts = _meter.CreateCounter<long>("tangram.worker.losses", description: "Worker processes that died");
    }

    /// <summary>The meter the instruments belong to.</summary>
    public Meter Meter => _meter;

    /// <summary>A request ended.</summary>
    /// <param name="outcome"><c>answered</c>, <c>late</c>, <c>partial</c>, <c>refused</c>, <c>dropped</c>, <c>failed</c> or <c>cancelled</c>.</param>
    /// <param name="duration">Time since it arrived.</param>
    public void Ended(string outcome, TimeSpan duration)
    {
        _requests.Add(1, new("application", _application), new("outcome", outcome));
        if (outcome is "answered" or "late" or "partial")
        {
            _duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("application", _application));
        }
    }

    /// <summary>A batch ran.</summary>
    public void Ran(string segment, int items, TimeSpan runTime)
    {
        _runTime.Record(runTime.TotalSeconds, new KeyValuePair<string, object?>("segment", segment));
        _batchSize.Record(items, new KeyValuePair<string, object?>("segment", segment));
    }

    /// <summary>A worker process died.</summary>
    public void Lost(string segment) => _restarts.Add(1, new KeyValuePair<string, object?>("segment", segment));

    /// <summary>Reports queue lengths and requests in flight whenever metrics are read.</summary>
    public void Observe(Func<IReadOnlyList<(string Segment, int Items)>> queues, Func<int> inFlight)
    {
        _meter.CreateObservableGauge(
            "tangram.segment.queue_length",
            () => queues().Select(q => new Measurement<int>(q.Items, new KeyValuePair<string, object?>("segment", q.Segment))),
            description: "Items that wait at a segment");
        _meter.CreateObservableGauge("tangram.requests.in_flight", inFlight, description: "Requests accepted and not ended");
    }

    public void Dispose() => _meter.Dispose();
}
