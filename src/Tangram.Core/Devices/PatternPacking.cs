namespace Tangram.Core.Devices;

/// <summary>Chooses how many devices are cut by which pattern, so that as few as possible hold all segments.</summary>
internal sealed class PatternPacking
{
    private readonly DevicePatterns _patterns;
    private readonly List<PatternUse> _taken = [];

    // Counts for which so many devices were found too few; none where the facets' bound is always enough.
    private readonly HashSet<string> _tooFew = new(StringComparer.Ordinal);

    private PatternPacking(DevicePatterns patterns) => _patterns = patterns;

    /// <summary>The patterns and how many devices are cut by each, in an order in which only the last devices have room left.</summary>
    public static IReadOnlyList<PatternUse> Of(DevicePatterns patterns, IReadOnlyList<int> counts)
    {
        for (var devices = patterns.Bound(counts); ; devices++)
        {
            var packing = new PatternPacking(patterns);
            if (packing.Fill([.. counts], devices))
            {
                return packing._taken;
            }
        }
    }

    // Invariant: by the facets, the devices could hold the counts.
    private bool Fill(int[] counts, int devices)
    {
        if (IsEmpty(counts))
        {
            return true;
        }

        if (_tooFew.Count > 0 && _tooFew.Contains(Key(counts, devices)))
        {
            return false;
        }

        foreach (var pattern in _patterns.Maximal)
        {
            // Where the facets' bound is always enough, whatever they allow can be gone on with: the first choice is never taken back.
            for (var times = MostTimes(pattern.Counts, counts, devices); times > 0; times--)
            {
                _taken.Add(new PatternUse(pattern, times));
                if (Fill(Without(counts, pattern.Counts, times), devices - times))
                {
                    return true;
                }

                _taken.RemoveAt(_taken.Count - 1);
            }
        }

        _tooFew.Add(Key(counts, devices));
        return false;
    }

    private static string Key(int[] counts, int devices) => $"{devices}:{string.Join(',', counts)}";

    // As often as the pattern is wanted whole and the rest stays within the facets; where it is not wanted whole, once if the rest does.
    private int MostTimes(IReadOnlyList<int> pattern, int[] counts, int devices)
    {
        long times = devices;
        for (var size = 0; size < counts.Length; size++)
        {
            times = pattern[size] == 0 ? times : Math.Min(times, counts[size] / pattern[size]);
        }

        foreach (var facet in _patterns.Facets)
        {
            var (slack, waste) = (((long)facet.Capacity * devices) - facet.Price(counts), facet.Capacity - facet.Price(pattern));
            times = waste == 0 ? times : Math.Min(times, slack / waste);
        }

        return times > 0 ? (int)times : devices > 0 && IsWanted(pattern, counts) && Decomposition.Leaves(_patterns.Facets, counts, pattern, devices - 1) ? 1 : 0;
    }

    private static bool IsWanted(IReadOnlyList<int> pattern, int[] counts)
    {
        for (var size = 0; size < counts.Length; size++)
        {
            if (pattern[size] > 0 && counts[size] > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEmpty(int[] counts)
    {
        foreach (var count in counts)
        {
            if (count != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int[] Without(int[] counts, IReadOnlyList<int> pattern, int times)
    {
        var left = new int[counts.Length];
        for (var size = 0; size < left.Length; size++)
        {
            left[size] = (int)Math.Max(0, counts[size] - ((long)pattern[size] * times));
        }

        return left;
    }
}
