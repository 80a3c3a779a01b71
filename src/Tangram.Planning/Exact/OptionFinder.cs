namespace Tangram.Planning.Exact;

/// <summary>All ways worth considering to carry a task's rate with one choice: the step function from latency to segments [N].</summary>
internal static class OptionFinder
{
    /// <summary>Finds them.</summary>
    /// <param name="layouts">What fits the device.</param>
    /// <param name="choice">What runs.</param>
    /// <param name="items">Items one request brings, on average.</param>
    /// <param name="rate">Items per second.</param>
    /// <param name="queueingFactor">How many times its latency a batch is counted.</param>
    /// <returns>
    /// Options of which none has both a smaller layout and a smaller budget than another. A configuration is
    /// dominated only at one size and one latency cap: there the highest throughput serves for every segment.
    /// </returns>
    public static IReadOnlyList<Option> Find(Layouts layouts, Choice choice, double items, double rate, double queueingFactor)
    {
        if (choice.Variant is null)
        {
            return [new Option(choice, 0, 0, 0, [])];
        }

        var operators = Budgets.OperatorMilliseconds(choice.OperatorMilliseconds, items);
        var best = new Configuration?[layouts.Keys.Count];
        var found = new List<(Option Option, int[] Counts)>();
        var steps = choice.Configurations
            .GroupBy(c => Budgets.EffectiveMilliseconds(c.Entry.P95Milliseconds, c.Entry.Batch, items))
            .OrderBy(step => step.Key);
        foreach (var step in steps)
        {
            var improved = Improve(best, step);
            if (improved.Count == 0)
            {
                continue;
            }

            var throughputs = Array.ConvertAll(best, c => c?.ItemsPerSecond ?? 0);
            foreach (var counts in Covers.Find(layouts, throughputs, rate))
            {
                // A cover without a configuration of this step was found at an earlier one.
                if (improved.Exists(size => counts[size] > 0) && !found.Exists(f => IsWithin(layouts, f.Counts, counts)))
                {
                    found.Add((Build(layouts, choice, best, counts, (queueingFactor * step.Key) + operators), counts));
                }
            }
        }

        return [.. found.Select(f => f.Option)];
    }

    private static List<int> Improve(Configuration?[] best, IEnumerable<Configuration> step)
    {
        var improved = new List<int>();
        foreach (var configuration in step)
        {
            if (configuration.ItemsPerSecond > (best[configuration.Size]?.ItemsPerSecond ?? 0))
            {
                best[configuration.Size] = configuration;
                improved.Add(configuration.Size);
            }
        }

        return improved;
    }

    private static bool IsWithin(Layouts layouts, int[] inner, int[] outer) => layouts.IsFlexible
        ? KeyOf(layouts, inner) <= KeyOf(layouts, outer)
        : inner.Zip(outer).All(pair => pair.First <= pair.Second);

    private static long KeyOf(Layouts layouts, int[] counts) => counts.Select((count, size) => count * layouts.Keys[size]).Sum();

    private static Option Build(Layouts layouts, Choice choice, Configuration?[] best, int[] counts, double budget) => new(
        choice,
        KeyOf(layouts, counts),
        counts.Select((count, size) => count * layouts.Device.Profiles[size].ComputeSlices).Sum(),
        budget,
        [.. counts.SelectMany((count, size) => count == 0 ? [] : Enumerable.Repeat(best[size]!.Entry, count))]);
}
