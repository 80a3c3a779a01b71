namespace Tangram.Planning.Exact;

/// <summary>A variant's steps from the quickest latency to the slowest: each allows more configurations, and so fewer segments [N].</summary>
internal static class Ladder
{
    /// <summary>Builds the steps.</summary>
    /// <param name="configurations">What the variant can run on.</param>
    /// <param name="kindOf">The kind of a configuration's segment.</param>
    /// <param name="kinds">How many kinds there are.</param>
    /// <param name="latencyOf">The latency a configuration counts with, ms.</param>
    public static IReadOnlyList<Step> Build(IReadOnlyList<Configuration> configurations, Func<Configuration, int> kindOf, int kinds, Func<Configuration, double> latencyOf)
    {
        var steps = new List<Step>();
        var best = new Configuration?[kinds];
        foreach (var group in configurations.GroupBy(latencyOf).OrderBy(g => g.Key))
        {
            var improved = false;
            foreach (var configuration in group)
            {
                var kind = kindOf(configuration);
                if (configuration.ItemsPerSecond > (best[kind]?.ItemsPerSecond ?? 0))
                {
                    (best[kind], improved) = (configuration, true);
                }
            }

            if (improved)
            {
                steps.Add(new Step(group.Key, [.. best], Array.ConvertAll(best, c => c?.ItemsPerSecond ?? 0)));
            }
        }

        return steps;
    }
}
