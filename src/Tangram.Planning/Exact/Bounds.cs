namespace Tangram.Planning.Exact;

/// <summary>What the tasks not yet decided can do at best, so that a search can tell a hopeless beginning.</summary>
internal sealed class Bounds
{
    public Bounds(ExactModel model, Limits limits)
    {
        var count = model.Nodes.Count;
        var budgets = new double[count];
        for (var place = 0; place < count; place++)
        {
            budgets[place] = Cheapest(model, place).Select(o => o.BudgetMilliseconds).DefaultIfEmpty(double.PositiveInfinity).Min();
        }

        Tails = TailsOf(model, budgets);
        var heads = HeadsOf(model, budgets);
        LatencyMilliseconds = model.FixedMilliseconds + Enumerable.Range(0, count).Max(place => heads[place] + budgets[place] + Tails[place]);
        (Slices, Accuracy) = (new int[count + 1], new double[count + 1]);
        Accuracy[count] = 1;
        for (var place = count - 1; place >= 0; place--)
        {
            var left = limits.LatencyMilliseconds + Tolerance.Milliseconds - model.FixedMilliseconds - heads[place] - Tails[place];
            var fewest = Cheapest(model, place).Where(o => o.BudgetMilliseconds <= left).Select(o => o.Slices)
                .DefaultIfEmpty(model.Layouts.Device.ComputeSlices + 1).Min();
            Slices[place] = Slices[place + 1] + fewest;
            Accuracy[place] = Accuracy[place + 1] * model.Nodes[place].Choices.Select(c => c.RelativeAccuracy).DefaultIfEmpty(0).Max();
        }
    }

    /// <summary>Least latency of any plan.</summary>
    public double LatencyMilliseconds { get; }

    /// <summary>Least latency of the rest of any path through a task, after the task.</summary>
    public double[] Tails { get; }

    /// <summary>Fewest slices of the tasks from a place on.</summary>
    public int[] Slices { get; }

    /// <summary>Highest accuracy of the tasks from a place on.</summary>
    public double[] Accuracy { get; }

    // More items never make a task cheaper or faster, so the options at the fewest items bound all others.
    private static IReadOnlyList<Option> Cheapest(ExactModel model, int place) => model.Options(place, model.FewestItems[place]);

    private static double[] TailsOf(ExactModel model, double[] budgets)
    {
        var tails = new double[budgets.Length];
        for (var place = budgets.Length - 1; place >= 0; place--)
        {
            tails[place] = model.Nodes[place].Children.Select(child => budgets[child] + tails[child]).DefaultIfEmpty(0).Max();
        }

        return tails;
    }

    private static double[] HeadsOf(ExactModel model, double[] budgets)
    {
        var heads = new double[budgets.Length];
        for (var place = 0; place < budgets.Length; place++)
        {
            heads[place] = model.Nodes[place].Parents.Select(p => heads[p.Place] + budgets[p.Place]).DefaultIfEmpty(0).Max();
        }

        return heads;
    }
}
