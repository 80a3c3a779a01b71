namespace Tangram.Planning.Exact;

/// <summary>What a variant can run on within a latency.</summary>
/// <param name="Milliseconds">The latency cap, which at least one configuration reaches.</param>
/// <param name="Best">The configuration with the highest throughput within the cap, by kind; null where a kind has none. Slower ones of a kind are never needed.</param>
/// <param name="Throughputs">Their throughputs in items per second; 0 where a kind has none.</param>
internal sealed record Step(double Milliseconds, IReadOnlyList<Configuration?> Best, double[] Throughputs)
{
    private readonly Dictionary<(Weights Weights, int From), CoverTable> _tables = [];

    /// <summary>The least weight that carries a rate, worked out once for each measure.</summary>
    /// <param name="weights">What is minimised.</param>
    /// <param name="from">The first kind that may be used.</param>
    public CoverTable Table(Weights weights, int from = 0)
    {
        if (!_tables.TryGetValue((weights, from), out var table))
        {
            var throughputs = from == 0 ? Throughputs : [.. Throughputs.Select((t, kind) => kind < from ? 0 : t)];
            _tables.Add((weights, from), table = new CoverTable(weights.Of, throughputs));
        }

        return table;
    }
}
