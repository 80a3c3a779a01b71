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
    /// <param name="weights">Their weights; above 0.</param>
    /// <param name="low">Items per second to carry; with 0 one segment is still needed.</param>
    /// <param name="high">Items per second that may be wanted.</param>
    /// <param name="mostWeight">The most they may weigh.</param>
    /// <param name="limit">Gives up when it is used up.</param>
    public static List<Cover> Collections(Step step, Weights weights, double low, double high, int mostWeight, WorkLimit limit)
    {
        var (found, counts) = (new List<Cover>(), new int[step.Throughputs.Length]);
        Extend(0, 0, 0, double.PositiveInfinity);
        return found;

        // Kinds one after the other, the most of each first; what is left must be within reach of the kinds that follow.
        void Extend(int kind, int weight, double carried, double smallest)
        {
            if (kind == counts.Length)
            {
                if (weight > 0 && Tolerance.Covers(carried, low) && (carried - smallest <= 0 || !Tolerance.Covers(carried - smallest, high)))
                {
                    found.Add(new Cover(step, weight, carried, [.. counts]));
                }

                return;
            }

            var (own, gain, rest) = (weights.Of[kind], step.Throughputs[kind], kind + 1 < counts.Length ? step.Table(weights, kind + 1) : null);
            var most = gain > 0 ? Math.Min((mostWeight - weight) / own, Enough(carried, gain)) : 0;
            for (var count = most; count >= 0 && limit.Take(); count--)
            {
                var (reached, room) = (carried + (count * gain), mostWeight - weight - (count * own));
                if (Tolerance.Covers(reached + (rest?.IsUsable == true ? rest.Most(room) : 0), low))
                {
                    counts[kind] = count;
                    Extend(kind + 1, mostWeight - room, reached, count > 0 ? Math.Min(smallest, gain) : smallest);
                }
            }

            counts[kind] = 0;
        }

        // Beyond these a segment of the kind could be spared.
        int Enough(double carried, double gain) => (int)Math.Min(int.MaxValue / 2, Math.Max(1, Math.Ceiling((high - carried) / gain)));
    }
}
