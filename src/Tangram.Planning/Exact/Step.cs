namespace Tangram.Planning.Exact;

/// <summary>What a variant can run on within a latency.</summary>
internal sealed class Step
{
    private readonly List<CoverTable> _tables = [];

    /// <param name="milliseconds">The latency cap.</param>
    /// <param name="best">The best within the cap, by kind.</param>
    public Step(double milliseconds, Configuration?[] best)
    {
        (Milliseconds, Best, Throughputs) = (milliseconds, best, new double[best.Length]);
        for (var kind = 0; kind < best.Length; kind++)
        {
            Throughputs[kind] = best[kind]?.ItemsPerSecond ?? 0;
        }
    }

    /// <summary>The latency cap, which at least one configuration reaches.</summary>
    public double Milliseconds { get; }

    /// <summary>The configuration with the highest throughput within the cap, by kind; null where a kind has none. Slower ones of a kind are never needed.</summary>
    public Configuration?[] Best { get; }

    /// <summary>Their throughputs in items per second; 0 where a kind has none.</summary>
    public double[] Throughputs { get; }

    /// <summary>The least weight that carries a rate, worked out once for each measure.</summary>
    /// <param name="weights">What is minimised.</param>
    /// <param name="from">The first kind that may be used.</param>
    public CoverTable Table(Weights weights, int from = 0)
    {
        foreach (var known in _tables)
        {
            if (known.From == from && ReferenceEquals(known.Weights, weights))
            {
                return known;
            }
        }

        var table = new CoverTable(weights, Throughputs, from);
        _tables.Add(table);
        return table;
    }
}
