namespace Tangram.Planning;

/// <summary>The largest demand that can be served, by bisection.</summary>
public static class MaximumDemand
{
    /// <summary>How far below the true maximum the answer may lie, relative.</summary>
    public const double Precision = 1e-4;

    // Below this a system that serves one request in eleven days is not called serving.
    private const double Least = 1e-6;
    private const double Most = 1e9;

    /// <summary>The largest factor of the problem's demands for which <paramref name="planner"/> finds a plan; with one application at 1 request/s, its largest demand.</summary>
    /// <param name="planner">Any planner whose plans exist for every demand below one it can plan for.</param>
    /// <param name="problem">What to serve; its demands are where the search begins.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>A factor that can be planned for, at most <see cref="Precision"/> below the largest; null if there is none at all.</returns>
    public static double? Find(IPlanner planner, PlanningProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(planner);
        ArgumentNullException.ThrowIfNull(problem);
        return Find(
            planner is ITrialPlanner trial
                ? trial.Trials(problem, cancellationToken)
                : factor => planner.Plan(problem.Scaled(factor), cancellationToken) is PlanningOutcome.Planned,
            1);
    }

    /// <summary>The same for any monotone test of a demand.</summary>
    internal static double? Find(Func<double, bool> serves, double start)
    {
        var (low, high) = (start, start);
        if (serves(start))
        {
            do
            {
                (low, high) = (high, high * 2);
            }
            while (high < Most && serves(high));
        }
        else if (!LowerUntil(serves, ref low, ref high))
        {
            return null;
        }

        while (high < Most && high > low * (1 + Precision))
        {
            // The geometric middle halves the relative gap, whatever the magnitudes.
            var middle = Math.Sqrt(low * high);
            (low, high) = serves(middle) ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static bool LowerUntil(Func<double, bool> serves, ref double low, ref double high)
    {
        if (!serves(Least))
        {
            return false;
        }

        do
        {
            (low, high) = (low / 2, low);
        }
        while (low > Least && !serves(low));
        low = Math.Max(low, Least);
        return true;
    }
}
