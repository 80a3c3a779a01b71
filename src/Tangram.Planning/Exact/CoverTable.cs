namespace Tangram.Planning.Exact;

/// <summary>The unbounded covering knapsack: the most throughput for a weight, and the least weight for a rate [N].</summary>
/// <remarks>
/// Most(c) = max over kinds k of Most(c − weight(k)) + throughput(k). Beyond a bound it repeats itself: with g the weight of the kind with the most
/// throughput per weight, any g other segments contain some whose weight is a multiple of g, which as many of that kind replace without loss.
/// So fewer than g others are ever needed, a short table tells all, and ten thousand devices take no longer than ten.
/// </remarks>
internal sealed class CoverTable
{
    // Sixteen million slices are two million devices; sums of such weights are still whole numbers.
    private const long HeaviestWeight = 1L << 24;

    private readonly double[] _most;
    private readonly int _period;
    private readonly double _gain;
    private readonly int _least = int.MaxValue;

    /// <summary>Fills the table.</summary>
    /// <param name="measure">Weight of each kind; at least 0. A kind of no weight may be used without limit.</param>
    /// <param name="throughputs">Items per second of each kind; 0 where it cannot be used.</param>
    /// <param name="from">The first kind that may be used.</param>
    public CoverTable(Weights measure, double[] throughputs, int from)
    {
        (Weights, From) = (measure, from);
        var (weights, largest, isFree) = (measure.Of, 0, false);
        for (var kind = from; kind < weights.Length; kind++)
        {
            if (throughputs[kind] <= 0)
            {
                continue;
            }

            isFree |= weights[kind] == 0;
            _least = Math.Min(_least, weights[kind]);
            largest = Math.Max(largest, weights[kind]);
            if (weights[kind] > 0 && (_period == 0 || throughputs[kind] * _period > _gain * weights[kind]))
            {
                (_period, _gain) = (weights[kind], throughputs[kind]);
            }
        }

        (IsFree, IsUsable) = (isFree, isFree || _period > 0);
        _most = Fill(new double[(_period * largest) + largest + 1], weights, throughputs, from);
    }

    /// <summary>As if every segment carried what the better of two variants does: no mix of the two weighs less.</summary>
    public static CoverTable OfEither(Step? one, Step? other, Weights weights)
    {
        var throughputs = new double[weights.Of.Length];
        for (var kind = 0; kind < throughputs.Length; kind++)
        {
            throughputs[kind] = Math.Max(one?.Throughputs[kind] ?? 0, other?.Throughputs[kind] ?? 0);
        }

        return new CoverTable(weights, throughputs, 0);
    }

    /// <summary>What is minimised.</summary>
    public Weights Weights { get; }

    /// <summary>The first kind that may be used.</summary>
    public int From { get; }

    /// <summary>Whether any kind can be used.</summary>
    public bool IsUsable { get; }

    /// <summary>Whether a kind of no weight carries any rate.</summary>
    private bool IsFree { get; }

    /// <summary>The least weight whose throughput carries <paramref name="rate"/>, with at least one segment; null if no kind can be used, or not in this world.</summary>
    public int? Least(double rate)
    {
        if (!IsUsable || IsFree)
        {
            return IsUsable ? 0 : null;
        }

        var (last, repeats) = (_most.Length - 1, 0L);
        if (!Tolerance.Covers(_most[last], rate))
        {
            var missing = Math.Ceiling(((rate * (1 - Tolerance.Rate)) - _most[last]) / _gain);
            if (missing > HeaviestWeight)
            {
                return null;
            }

            repeats = (long)missing;
        }

        var (low, high) = (repeats == 0 ? _least : last - _period + 1, last);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Tolerance.Covers(_most[middle] + (repeats * _gain), rate) ? (low, middle) : (middle + 1, high);
        }

        var weight = low + (repeats * _period);
        return weight <= HeaviestWeight ? (int)weight : null;
    }

    /// <summary>The most throughput for a weight, in items per second.</summary>
    public double Most(int weight)
    {
        if (IsFree)
        {
            return double.PositiveInfinity;
        }

        if (weight < _most.Length)
        {
            return weight < 0 ? double.NegativeInfinity : _most[weight];
        }

        var repeats = (weight - _most.Length + _period) / _period;
        return _most[weight - (repeats * _period)] + (repeats * _gain);
    }

    private static double[] Fill(double[] most, int[] weights, double[] throughputs, int from)
    {
        for (var total = 1; total < most.Length; total++)
        {
            var best = most[total - 1];
            for (var kind = from; kind < weights.Length; kind++)
            {
                if (throughputs[kind] > 0 && weights[kind] > 0 && weights[kind] <= total)
                {
                    best = Math.Max(best, most[total - weights[kind]] + throughputs[kind]);
                }
            }

            most[total] = best;
        }

        return most;
    }
}
