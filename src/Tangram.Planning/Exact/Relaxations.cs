namespace Tangram.Planning.Exact;

/// <summary>The smallest single changes that make an infeasible problem feasible; null where a change alone does not.</summary>
/// <param name="LatencyMilliseconds">The least latency objective with which there is a plan.</param>
/// <param name="Demand">The largest demand for which there is one, at most <see cref="MaximumDemand.Precision"/> too small.</param>
/// <param name="Accuracy">The highest accuracy objective with which there is one.</param>
internal sealed record Relaxations(double? LatencyMilliseconds, double? Demand, double? Accuracy)
{
    /// <summary>Solves the three relaxed problems.</summary>
    public static Relaxations Of(ExactModel model, CancellationToken cancellation)
    {
        var objectives = model.Problem.Application.Objectives;
        var limits = new Limits(objectives.LatencyMilliseconds, objectives.Accuracy);
        var fastest = ExactSearch.Find(model, limits with { LatencyMilliseconds = double.PositiveInfinity }, Goal.LowestLatency, cancellation);
        var finest = ExactSearch.Find(model, limits with { Accuracy = 0 }, Goal.HighestAccuracy, cancellation);
        return new Relaxations(fastest?.LatencyMilliseconds, LargestDemand(model, limits, cancellation), finest?.Accuracy);
    }

    /// <summary>The largest demand with a plan within <paramref name="limits"/>, or null.</summary>
    public static double? LargestDemand(ExactModel model, Limits limits, CancellationToken cancellation)
    {
        return MaximumDemand.Find(Serves, model.Problem.Demand);

        bool Serves(double demand) => ExactSearch.Find(
            new ExactModel(model.Problem with { Demand = demand }, model.Layouts), limits, Goal.Any, cancellation) is not null;
    }
}
