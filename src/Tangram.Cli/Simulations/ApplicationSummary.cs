namespace Tangram.Cli.Simulations;

/// <summary>How one application's requests fared. Counts are of all replications together, figures their means.</summary>
internal sealed record ApplicationSummary(string Name, double LatencyObjectiveMilliseconds, double PlannedRequestsPerSecond, double RequestsPerSecond)
{
    public required long Arrived { get; init; }

    public required long InTime { get; init; }

    public required long Late { get; init; }

    public required long Partial { get; init; }

    public required long Dropped { get; init; }

    public required long Refused { get; init; }

    /// <summary>Share of requests answered in full and in time.</summary>
    public required Estimate Attainment { get; init; }

    /// <summary>Of those answered; null where none was.</summary>
    public required Estimate? MeanMilliseconds { get; init; }

    public required Estimate? P50Milliseconds { get; init; }

    public required Estimate? P95Milliseconds { get; init; }

    public required Estimate? P99Milliseconds { get; init; }

    /// <summary>Product over the tasks of the mean relative accuracy of the variants that ran.</summary>
    public required double Accuracy { get; init; }

    public required IReadOnlyList<TaskSummary> Tasks { get; init; }
}
