namespace Tangram.Profiling;

/// <summary>How much a profile measures.</summary>
/// <param name="Name">The name users write.</param>
/// <param name="Batches">Batch sizes, ascending.</param>
/// <param name="Concurrencies">Processes per segment, ascending.</param>
/// <param name="WholeDevice">Whether segments of more than one core are measured too.</param>
/// <param name="MinRuns">Runs each configuration gets.</param>
/// <param name="MaxRuns">Runs no configuration exceeds.</param>
/// <param name="Limit">When measuring stops, once every configuration has its fewest runs.</param>
/// <param name="LongestShare">A batch longer than this share of the latency objective is left out, since few plans, and beyond 1 none, could use it.</param>
/// <param name="OperatorItems">Labelled items on which the operators are timed.</param>
public sealed record ProfileEffort(
    string Name,
    IReadOnlyList<int> Batches,
    IReadOnlyList<int> Concurrencies,
    bool WholeDevice,
    int MinRuns,
    int MaxRuns,
    TimeSpan Limit,
    double LongestShare,
    int OperatorItems)
{
    /// <summary>A few seconds: batches of one on up to a core, so that something can be planned at all.</summary>
    public static ProfileEffort Glance { get; } = new("glance", [1], [1], WholeDevice: false, 2, 2, TimeSpan.FromSeconds(10), 0.5, OperatorItems: 2);

    /// <summary>About a minute on two cores: every batch size on every profile, one process each.</summary>
    public static ProfileEffort Quick { get; } = new("quick", [1, 2, 4, 8], [1], WholeDevice: true, 3, 12, TimeSpan.FromSeconds(25), 0.35, OperatorItems: 4);

    /// <summary>Until the p95 of each configuration is known within 5 %, or about ten minutes.</summary>
    public static ProfileEffort Full { get; } = new("full", [1, 2, 4, 8], [1, 2], WholeDevice: true, 10, 200, TimeSpan.FromMinutes(10), 1, OperatorItems: 28);
}
