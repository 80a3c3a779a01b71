namespace Tangram.Planning.Baselines.Paris;

/// <summary>PARIS (arXiv 2202.13481): how much of each size a distribution of batch sizes needs [R, the knee P].</summary>
internal static class ParisRatios
{
    // A batch reaches the knee where it has this share of the best throughput.
    private const double Share = 0.8;

    /// <summary>Step 1: the knee, the smallest batch whose throughput is within 20 % of the plateau. (The paper looks for 80 % utilisation, which profiles do not tell.)</summary>
    /// <param name="curve">Items per second by batch; at least one.</param>
    public static int Knee(IEnumerable<(int Batch, double ItemsPerSecond)> curve)
    {
        var points = curve.OrderBy(p => p.Batch).ToList();
        var plateau = points.Max(p => p.ItemsPerSecond);
        return points.First(p => p.ItemsPerSecond >= plateau * Share).Batch;
    }

    /// <summary>Step 2: the batches that each size serves: those above the knees of smaller sizes up to its own; the largest serves all the rest.</summary>
    /// <param name="knees">Knees by size, the smallest size first.</param>
    /// <param name="largestBatch">The largest batch there is.</param>
    /// <returns>The first batch and the last; the first is above the last where a size has nothing to serve.</returns>
    public static IReadOnlyList<(int First, int Last)> Ranges(IReadOnlyList<int> knees, int largestBatch)
    {
        var ranges = new List<(int, int)>();
        var reached = 0;
        for (var k = 0; k < knees.Count; k++)
        {
            var last = k == knees.Count - 1 ? largestBatch : Math.Min(knees[k], largestBatch);
            ranges.Add((reached + 1, last));
            reached = Math.Max(reached, last);
        }

        return ranges;
    }

    /// <summary>Step 3: instance-seconds per query on each size, R_k = Σ p(b) / Q_k(b) over the batches it serves.</summary>
    /// <param name="shares">The share of queries with each batch size, from 1.</param>
    /// <param name="sizes">The sizes, the smallest first.</param>
    public static IReadOnlyList<double> InstanceSecondsPerQuery(IReadOnlyList<double> shares, IReadOnlyList<ParisSize> sizes) =>
    [
        .. Ranges([.. sizes.Select(s => s.Knee)], shares.Count).Select((range, k) =>
            Enumerable.Range(range.First, Math.Max(0, range.Last - range.First + 1)).Sum(batch => shares[batch - 1] / sizes[k].QueriesPerSecond(batch))),
    ];

    /// <summary>Step 4: instances of each size, not rounded, N_k = R_k · GPCs / Σ R_j · GPC_j; none of any where nothing is asked for.</summary>
    /// <param name="needs">R_k, at least 0; of several models, each times its queries per second [N].</param>
    /// <param name="slices">Compute slices of each size.</param>
    /// <param name="available">Compute slices in all.</param>
    public static IReadOnlyList<double> Instances(IReadOnlyList<double> needs, IReadOnlyList<int> slices, double available)
    {
        var taken = needs.Zip(slices, (need, size) => need * size).Sum();
        return [.. needs.Select(need => taken > 0 ? need * available / taken : 0)];
    }
}
