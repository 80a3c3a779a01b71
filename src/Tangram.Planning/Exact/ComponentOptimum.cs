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
        Search(component, weights, isSplit: false, goal, limit);
        Search(component, weights, isSplit: true, goal, limit);
        return goal.Best;
    }

    /// <summary>Looks for better allotments than a goal has, among those with a split task or those without.</summary>
    public static void Search(Component component, Weights weights, bool isSplit, CheapestGoal goal, WorkLimit limit)
    {
        foreach (var combination in CombinationFinder.Find(component, weights, goal.MostWeight, isSplit, limit))
        {
            if (limit.IsExhausted)
            {
                return;
            }

            if (goal.Wants(combination.Weight, combination.Accuracy))
            {
                AllotmentSearch.Run(component, combination, weights, withCounts: false, goal, limit);
            }
        }
    }
}
