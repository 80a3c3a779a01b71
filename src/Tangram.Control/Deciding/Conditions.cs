using Tangram.Control.Estimating;
using Tangram.Control.Observing;
using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;

namespace Tangram.Control.Deciding;

/// <summary>What is thought of the world: the demand, what requests are like, how fast batches run, how well it goes.</summary>
/// <param name="application">As its file says.</param>
/// <param name="profile">As measured.</param>
/// <param name="settings">How to estimate.</param>
internal sealed class Conditions(Application application, ProfileTable profile, ControlSettings settings)
{
    private readonly DemandEstimator _demand = new(EstimatorCatalog.Demand.Create(settings.DemandEstimator));
    private readonly FanOutEstimator _fanOuts = new(settings);
    private readonly DriftEstimator _drift = new(settings);

    /// <summary>The demand; null before the first observation.</summary>
    public DemandEstimate? Demand { get; private set; }

    /// <summary>How many requests are answered in time.</summary>
    public AttainmentMonitor Attainment { get; } = new(settings);

    /// <summary>What everything is planned from until something else is seen.</summary>
    public Model Declared { get; } = new(application, profile, DriftFactors.None);

    /// <summary>What is needed now.</summary>
    public Need Need => new(Demand ?? new DemandEstimate(0, 0, new Dictionary<int, double>()), settings, Attainment.ExtraHeadroom);

    /// <summary>Takes note of what was seen.</summary>
    /// <param name="observation">What was seen.</param>
    /// <param name="running">The plan that ran.</param>
    /// <param name="isSettled">Whether it ran alone; while one plan is gone over to from another, for which models are loaded beside those that serve, how well and how fast that goes says nothing of either.</param>
    public void Observe(Observation observation, Plan running, bool isSettled)
    {
        Demand = _demand.Observe(observation);
        _fanOuts.Observe(observation.FanOuts);
        if (isSettled)
        {
            _drift.Observe(observation.Runs, running, observation.Span);
            Attainment.Observe(observation);
        }
    }

    /// <summary>What to plan from instead of what is planned from; null where nothing departs from that.</summary>
    public ModelChange? Compare(Model counted)
    {
        var fanOuts = _fanOuts.Compare(Declared.Application, counted.Application);
        var drift = _drift.Compare(counted.Factors);
        if (fanOuts is null && drift is null)
        {
            return null;
        }

        var factors = drift?.Factors ?? counted.Factors;
        return new ModelChange(
            new Model(fanOuts?.Application ?? counted.Application, drift is null ? counted.Profile : factors.ApplyTo(Declared.Profile), factors),
            fanOuts is { IsHeavier: true } || drift is { IsHeavier: true },
            string.Join("; ", ((string?[])[fanOuts?.Why, drift?.Why]).OfType<string>()));
    }
}
