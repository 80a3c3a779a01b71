namespace Tangram.Planning.Exact;

/// <summary>The cheapest allotment of a component by itself, whatever devices there are: what no plan can beat [N].</summary>
internal static class ComponentOptimum
{
    /// <summary>Finds it.</summary>
    /// <param name="component">The applications.</param>
    /// <param name="weights">What is minimised; of equals the most accurate.</param>
    /// <param name="limit">Gives up when it is used up.</param>
    /// <returns>Null if the component has no plan on any number of devices.</returns>
    public static Allotment? Find(Component component, Weights weights, WorkLimit limit)
    {
        var goal = new CheapestGoal(int.MaxValue);
        foreach (var isSplit in (bool[])[false, true])
        {
            foreach (var combination in CombinationFinder.Find(component, weights, goal.MostWeight, isSplit, limit))
            {
                if (goal.Wants(combination.Weight, combination.Accuracy))
                {
                    AllotmentSearch.Run(component, combination, weights, withCounts: false, goal, limit);
                }
            }
        }

        return goal.Best;
    }
}
