namespace Tangram.Planning.Exact;

/// <summary>A variant's steps from the quickest latency to the slowest: each allows more configurations, and so fewer segments [N].</summary>
/// <param name="Items">Items one request brings, where that matters.</param>
/// <param name="Steps">The steps.</param>
internal sealed record Ladder(double Items, IReadOnlyList<Step> Steps)
{
    /// <summary>Builds the steps.</summary>
    public static Ladder Build(FleetModel model, IReadOnlyList<Configuration> configurations, double items)
    {
        var (latencies, order) = (new double[configurations.Count], new Configuration[configurations.Count]);
        for (var i = 0; i < order.Length; i++)
        {
            (latencies[i], order[i]) = (Budgets.EffectiveMilliseconds(model.Problem.Siblings, configurations[i].Entry, items), configurations[i]);
        }

        Array.Sort(latencies, order);
        var steps = new List<Step>();
        var (best, improved) = (new Configuration?[model.Kinds.Length], false);
        for (var i = 0; i < order.Length; i++)
        {
            var kind = model.KindOf(order[i]);
            if (order[i].ItemsPerSecond > (best[kind]?.ItemsPerSecond ?? 0))
            {
                (best[kind], improved) = (order[i], true);
            }

            if (improved && (i + 1 == order.Length || latencies[i + 1] > latencies[i]))
            {
                steps.Add(new Step(latencies[i], (Configuration?[])best.Clone()));
                improved = false;
            }
        }

        return new Ladder(items, steps);
    }
}
