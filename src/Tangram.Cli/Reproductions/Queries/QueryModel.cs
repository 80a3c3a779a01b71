using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Profiles;
using Tangram.Scheduling;

namespace Tangram.Cli.Reproductions.Queries;

/// <summary>A model that answers queries, each a batch of its own.</summary>
internal sealed class QueryModel
{
    // A query must be answered within so many times what the largest takes alone on the whole device [R].
    private const double ObjectiveFactor = 1.5;

    private readonly Dictionary<string, (BatchLatency Latency, double Deviation)> _bySize;

    /// <summary>A model as profiles know it, one process on each segment.</summary>
    /// <param name="name">The variant's name.</param>
    /// <param name="device">What the segments are cut from.</param>
    /// <param name="profiles">The profiles.</param>
    /// <exception cref="InvalidFileException">A profile does not know how long the largest query takes on the whole device.</exception>
    public QueryModel(string name, DeviceModel device, IReadOnlyList<ProfileTable> profiles)
    {
        Name = name;
        var entries = profiles.SelectMany(p => p.Entries).Where(e => e.Concurrency == 1 && e.Batch <= QuerySizes.Largest && string.Equals(e.Variant, name, StringComparison.Ordinal)).ToList();
        Sizes = [.. device.Profiles.Where(p => entries.Exists(e => e.Batch == QuerySizes.Largest && string.Equals(e.Profile, p.Name, StringComparison.Ordinal))).OrderBy(p => p.ComputeSlices)];
        _bySize = Sizes.ToDictionary(s => s.Name, s => Curve([.. entries.Where(e => string.Equals(e.Profile, s.Name, StringComparison.Ordinal)).OrderBy(e => e.Batch)]), StringComparer.Ordinal);
        var whole = Sizes.LastOrDefault(s => s.ComputeSlices == device.ComputeSlices)
            ?? throw new InvalidFileException($"no profile says how long '{name}' takes with {QuerySizes.Largest} items on a whole {device.Name}");
        Objective = LatencyOn(whole.Name).Of(QuerySizes.Largest) * ObjectiveFactor;
    }

    /// <summary>The variant's name.</summary>
    public string Name { get; }

    /// <summary>The sizes that run every query, the smallest first.</summary>
    public IReadOnlyList<PartitionProfile> Sizes { get; }

    /// <summary>Time within which a query must be answered.</summary>
    public TimeSpan Objective { get; }

    /// <summary>How long queries take on a size, by their batch.</summary>
    public BatchLatency LatencyOn(string size) => _bySize[size].Latency;

    /// <summary>Deviation of the logarithm of that.</summary>
    public double DeviationOn(string size) => _bySize[size].Deviation;

    /// <summary>Queries per second that a segment answers without a pause.</summary>
    public double QueriesPerSecond(string size) => 1 / QuerySizes.Shares.Select((share, i) => share * LatencyOn(size).Of(i + 1).TotalSeconds).Sum();

    private static (BatchLatency Latency, double Deviation) Curve(List<ProfileEntry> entries) => (
        new BatchLatency([.. entries.Select(e => (e.Batch, TimeSpan.FromMilliseconds(e.P50Milliseconds)))], QuerySizes.Largest),
        Math.Max(0, entries.Max(e => Math.Log(e.P95Milliseconds / e.P50Milliseconds)) / 1.6448536269514722));
}
