namespace Tangram.Planning.Exact;

/// <summary>Finds covers: by weight alone, or every collection of segments of which none can be spared.</summary>
internal static class CoverFinder
{
    /// <summary>The covers of each weight from the least that carries the lower rate to the least that carries the higher one.</summary>
    public static IEnumerable<Cover> Levels(Step step, Weights weights, double low, double high)
    {
        var table = step.Table(weights);
        if (table.Least(low) is not { } least)
        {
            yield break;
        }

        var most = high > low ? table.Least(high) ?? least : least;
        var reached = double.NegativeInfinity;
        for (var weight = least; weight <= most; weight++)
        {
            var capacity = table.Most(weight);
            if (capacity > reached)
            {
                reached = capacity;
                yield return new Cover(step, weight, capacity, null);
            }
        }
    }

    /// <summary>Collections of segments that carry the lower rate and of which none can be spared for the higher one.</summary>
    /// <param name="step">What the segments may be.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="low">Items per second to carry; with 0 one segment is still needed.</param>
    /// <param name="high">Items per second that may be wanted.</param>
    /// <param name="mostWeight">The most they may weigh.</param>
    /// <param name="limit">Gives up when it is used up.</param>
    public static List<Cover> Collections(Step step, Weights weights, double low, double high, int mostWeight, WorkLimit limit)
    {
        var (table, found, counts) = (step.Table(weights), new List<Cover>(), new int[step.Throughputs.Length]);
        if (table.IsUsable)
        {
            Extend(0, 0, 0, double.PositiveInfinity);
        }

        return found;

        // Kinds one after the other, the most of each first; what is left must be within reach of what may still be added.
        void Extend(int kind, int weight, double carried, double smallest)
        {
            if (weight > 0 && Tolerance.Covers(carried, low) && (carried - smallest <= 0 || !Tolerance.Covers(carried - smallest, high)))
            {
                found.Add(new Cover(step, weight, carried, [.. counts]));
            }

            if ((weight > 0 && Tolerance.Covers(carried, high)) || !limit.Take() || !Tolerance.Covers(carried + table.Most(mostWeight - weight), low))
            {
                return;
            }

            for (var next = kind; next < counts.Length; next++)
            {
                var (own, gain) = (weights.Of[next], step.Throughputs[next]);
                if (gain > 0 && weight + own <= mostWeight)
                {
                    counts[next]++;
                    Extend(next, weight + own, carried + gain, Math.Min(smallest, gain));
                    counts[next]--;
                }
            }
        }
    }
}
