namespace Tangram.Planning.Baselines.Loki;

/// <summary>Shares servers out among applications so that their accuracies add up to the most [N]; of one application, as Loki does.</summary>
internal static class LokiSharing
{
    /// <summary>Chooses a plan for each application.</summary>
    /// <param name="fronts">By application: its plans, the fewest servers first.</param>
    /// <param name="servers">How many there are.</param>
    /// <returns>A plan for each; null where even the smallest need more servers.</returns>
    public static IReadOnlyList<LokiPlan>? Best(IReadOnlyList<IReadOnlyList<LokiPlan>> fronts, int servers)
    {
        var best = new (double Accuracy, IReadOnlyList<LokiPlan> Plans)?[servers + 1];
        best[0] = (0, []);
        foreach (var front in fronts)
        {
            var next = new (double Accuracy, IReadOnlyList<LokiPlan> Plans)?[servers + 1];
            for (var used = 0; used <= servers; used++)
            {
                if (best[used] is not { } before)
                {
                    continue;
                }

                foreach (var plan in front.TakeWhile(p => p.Devices <= servers - used))
                {
                    var total = used + plan.Devices;
                    if (next[total] is not { } other || before.Accuracy + plan.Accuracy > other.Accuracy + Tolerance.Accuracy)
                    {
                        next[total] = (before.Accuracy + plan.Accuracy, [.. before.Plans, plan]);
                    }
                }
            }

            best = next;
        }

        // The fewest servers of those as accurate.
        (double Accuracy, IReadOnlyList<LokiPlan> Plans)? answer = null;
        foreach (var candidate in best)
        {
            if (candidate is { } c && (answer is null || c.Accuracy > answer.Value.Accuracy + Tolerance.Accuracy))
            {
                answer = c;
            }
        }

        return answer?.Plans;
    }
}
