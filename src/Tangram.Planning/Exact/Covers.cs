namespace Tangram.Planning.Exact;

/// <summary>The collections of sizes whose throughputs together reach a rate, none with a segment to spare [N].</summary>
internal static class Covers
{
    /// <summary>Finds them.</summary>
    /// <param name="layouts">What fits the device.</param>
    /// <param name="throughputs">Best throughput of each size in items per second; 0 where the size cannot be used.</param>
    /// <param name="rate">Items per second to carry; with 0 one segment is still needed.</param>
    /// <returns>How many of each size; all that matter for the optimum, which on a flexible device is one with the fewest slices.</returns>
    public static IReadOnlyList<int[]> Find(Layouts layouts, double[] throughputs, double rate)
    {
        if (layouts.IsFlexible)
        {
            return Cheapest(layouts, throughputs, rate) is { } cover ? [cover] : [];
        }

        var found = new List<int[]>();
        Extend(0, 0, 0, double.PositiveInfinity, new int[throughputs.Length]);
        return found;

        void Extend(int from, long key, double carried, double least, int[] counts)
        {
            for (var size = from; size < throughputs.Length; size++)
            {
                if (throughputs[size] <= 0 || !layouts.Fits(key + layouts.Keys[size]))
                {
                    continue;
                }

                counts[size]++;
                var (sum, smallest) = (carried + throughputs[size], Math.Min(least, throughputs[size]));
                if (!Tolerance.Covers(sum, rate))
                {
                    Extend(size, key + layouts.Keys[size], sum, smallest, counts);
                }
                else if (counts.Sum() == 1 || !Tolerance.Covers(sum - smallest, rate))
                {
                    found.Add([.. counts]);
                }

                counts[size]--;
            }
        }
    }

    // Unbounded covering knapsack: most[c] = max over sizes g of most[c - g] + throughput[g].
    private static int[]? Cheapest(Layouts layouts, double[] throughputs, double rate)
    {
        var slices = layouts.Device.ComputeSlices;
        var most = new double[slices + 1];
        var last = new int[slices + 1];
        for (var total = 1; total <= slices; total++)
        {
            most[total] = double.NegativeInfinity;
            for (var size = 0; size < throughputs.Length; size++)
            {
                var rest = total - (int)layouts.Keys[size];
                if (throughputs[size] > 0 && rest >= 0 && most[rest] + throughputs[size] > most[total])
                {
                    (most[total], last[total]) = (most[rest] + throughputs[size], size);
                }
            }

            if (Tolerance.Covers(most[total], rate))
            {
                return Counts(layouts, last, total);
            }
        }

        return null;
    }

    private static int[] Counts(Layouts layouts, int[] last, int total)
    {
        var counts = new int[layouts.Keys.Count];
        for (var left = total; left > 0; left -= (int)layouts.Keys[last[left]])
        {
            counts[last[left]]++;
        }

        return counts;
    }
}
