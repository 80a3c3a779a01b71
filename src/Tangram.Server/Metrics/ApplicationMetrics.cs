namespace Tangram.Server.Metrics;

/// <summary>What is counted and measured of one application.</summary>
internal sealed class ApplicationMetrics(ServingMetrics all, string application) : IDisposable
{
    private readonly AttainmentWindow _attainment = new();

    /// <summary>The application's name.</summary>
    public string Application => application;

    /// <summary>Tells how many items wait at each segment.</summary>
    public Func<IReadOnlyList<(string Segment, int Items)>> QueueLengths { get; private set; } = () => [];

    /// <summary>Tells how many requests were accepted and have not ended.</summary>
    public Func<int> InFlight { get; private set; } = () => 0;

    /// <summary>Tells how its plan stands; null where nothing controls it.</summary>
    public Func<ControlGauges>? Control { get; set; }

    /// <summary>A request ended.</summary>
    /// <param name="outcome"><c>answered</c>, <c>late</c>, <c>partial</c>, <c>refused</c>, <c>dropped</c>, <c>failed</c> or <c>cancelled</c>.</param>
    /// <param name="duration">Time since it arrived.</param>
    public void Ended(string outcome, TimeSpan duration)
    {
        all.Requests.Add(1, new("application", application), new("outcome", outcome));
        if (outcome is not "cancelled")
        {
            _attainment.Add(Environment.TickCount64 / 1000, outcome is "answered" or "partial");
        }

        if (outcome is "answered" or "late" or "partial")
        {
            all.Duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("application", application));
        }
    }

    /// <summary>The share of requests that were answered in time over the last minute; null where there were none.</summary>
    public double? Attainment() => _attainment.At(Environment.TickCount64 / 1000);

    /// <summary>A batch starts.</summary>
    /// <param name="slack">Time that its most urgent item has left, less its expected run.</param>
    public void Starts(TimeSpan slack) => all.Slack.Record(Math.Max(0, slack.TotalSeconds), new KeyValuePair<string, object?>("application", application));

    /// <summary>An item was given up at a task.</summary>
    public void Dropped(string task) => all.Drops.Add(1, new("application", application), new("task", task));

    /// <summary>A batch ran.</summary>
    public void Ran(string segment, int items, TimeSpan runTime, TimeSpan expected)
    {
        if (expected > TimeSpan.Zero)
        {
            all.Prediction.Record(runTime / expected, new KeyValuePair<string, object?>("segment", segment));
        }

        all.RunTime.Record(runTime.TotalSeconds, new KeyValuePair<string, object?>("segment", segment));
        all.BatchSize.Record(items, new KeyValuePair<string, object?>("segment", segment));
    }

    /// <summary>A worker process died.</summary>
    public void Lost(string segment) => all.Losses.Add(1, new KeyValuePair<string, object?>("segment", segment));

    /// <summary>Reports queue lengths and requests in flight whenever metrics are read.</summary>
    public void Observe(Func<IReadOnlyList<(string Segment, int Items)>> queues, Func<int> inFlight) => (QueueLengths, InFlight) = (queues, inFlight);

    public void Dispose() => all.Remove(this);
}
