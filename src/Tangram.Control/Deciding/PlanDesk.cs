using Tangram.Core.Plans;
using Tangram.Planning;

namespace Tangram.Control.Deciding;

/// <summary>Asks a plan source, and remembers the largest demands it has plans for.</summary>
/// <param name="source">Makes plans.</param>
internal sealed class PlanDesk(IPlanSource source)
{
    // By accuracy objective: the plan for the largest demand there is one for, what ran when it was made, or why there is none.
    private readonly Dictionary<double, (Plan? Plan, Plan Running, string Why)> _largest = [];
    private Model? _model;

    /// <summary>A plan for a demand, null for the largest there is one for; or why there is none.</summary>
    public (Plan? Plan, string Why) Ask(Model model, double accuracy, double? requestsPerSecond, Plan running, CancellationToken cancellation) =>
        source.Plan(model.At(accuracy), model.Profile, requestsPerSecond, running, cancellation) switch
        {
            PlanningOutcome.Planned planned => (planned.Plan, string.Empty),
            PlanningOutcome.Infeasible infeasible => (null, infeasible.Explanation),
            var other => throw new InvalidOperationException($"a plan source answered with {other.GetType().Name}"),
        };

    /// <summary>The plan for the largest demand there is one for, and that demand in requests per second; or 0 and why there is none.</summary>
    public (Plan? Plan, double Carries, string Why) Largest(Model model, double accuracy, Plan running, CancellationToken cancellation)
    {
        var carries = Capacity(model, accuracy, running, cancellation);
        var (plan, beside, why) = _largest[accuracy];
        if (plan is null || ReferenceEquals(beside, running))
        {
            return (plan, carries, why);
        }

        // Planned again beside what runs now, so that as much of it as can be stays.
        plan = Ask(model, accuracy, carries, running, cancellation).Plan ?? plan;
        _largest[accuracy] = (plan, running, why);
        return (plan, carries, why);
    }

    /// <summary>Requests per second of the largest demand there is a plan for; 0 where there is none.</summary>
    /// <remarks>Searched for once for a model, as that takes many plans.</remarks>
    public double Capacity(Model model, double accuracy, Plan running, CancellationToken cancellation)
    {
        if (!ReferenceEquals(_model, model))
        {
            _largest.Clear();
            _model = model;
        }

        if (!_largest.TryGetValue(accuracy, out var largest))
        {
            var (plan, why) = Ask(model, accuracy, null, running, cancellation);
            _largest[accuracy] = largest = (plan, running, why);
        }

        return largest.Plan is { } found ? PlanComparison.Of(found, model.Application.Name).Demand : 0;
    }

    /// <summary>A plan for what is wanted, or where there is none, the one for the largest demand there is one for, whether that is as much as is needed or not.</summary>
    /// <remarks>Headroom is a wish and the objectives are a promise: for want of the one the others are not given up.</remarks>
    public Fit Meet(Model model, double accuracy, Need need, Plan running, CancellationToken cancellation)
    {
        var (plan, why) = Ask(model, accuracy, need.Wanted, running, cancellation);
        if (plan is not null)
        {
            return new Fit(plan, need.Wanted, IsEnough: true, string.Empty);
        }

        (plan, var carries, var none) = Largest(model, accuracy, running, cancellation);
        return new Fit(plan, carries, plan is not null && carries >= need.Needed, plan is null ? none : why);
    }
}
