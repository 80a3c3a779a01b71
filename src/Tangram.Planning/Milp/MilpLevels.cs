namespace Tangram.Planning.Milp;

/// <summary>How slow a task's segments may be: one of the latencies that occur among them.</summary>
/// <param name="Milliseconds">The latencies, ascending.</param>
/// <param name="Columns">Whether each is the slowest allowed; exactly one is.</param>
internal sealed record MilpLevels(IReadOnlyList<double> Milliseconds, IReadOnlyList<int> Columns)
{
    /// <summary>The slowest latency allowed, in milliseconds, as terms.</summary>
    public IEnumerable<MilpTerm> Slowest => Columns.Select((column, i) => new MilpTerm(column, Milliseconds[i]));

    /// <summary>1 where segments of a latency are allowed, else 0, as terms times <paramref name="factor"/>.</summary>
    public IEnumerable<MilpTerm> Allow(double milliseconds, double factor) => Columns.Where((_, i) => Milliseconds[i] >= milliseconds).Select(column => new MilpTerm(column, factor));
}
