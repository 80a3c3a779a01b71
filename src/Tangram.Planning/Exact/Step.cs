namespace Tangram.Planning.Exact;

/// <summary>What a variant can run on within a latency.</summary>
/// <param name="Milliseconds">The latency cap, which at least one configuration reaches.</param>
/// <param name="Best">The configuration with the highest throughput within the cap, by kind; null where a kind has none. Slower ones of a kind are never needed.</param>
/// <param name="Throughputs">Their throughputs in items per second; 0 where a kind has none.</param>
internal sealed record Step(double Milliseconds, IReadOnlyList<Configuration?> Best, double[] Throughputs)
{
    private readonly Dictionary<Weights, CoverTable> _tables = [];

    /// <summary>The least weight that carries a rate, worked out once for each measure.</summary>
    public CoverTable Table(Weights weights)
    {
        if (!_tables.TryGetValue(weights, out var table))
        {
            _tables.Add(weights, table = new CoverTable(weights.Of, Throughputs));
        }

        return table;
    }
}
