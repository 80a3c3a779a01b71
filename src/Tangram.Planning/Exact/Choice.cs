using Tangram.Core.Applications;

namespace Tangram.Planning.Exact;

/// <summary>A variant that a task can run, or leaving the task out.</summary>
internal sealed class Choice(Variant? variant, double relativeAccuracy, double operatorMilliseconds, IReadOnlyList<Configuration> configurations, int shared)
{
    private readonly List<Ladder> _ladders = [];

    /// <summary>The variant; null for leaving the task out.</summary>
    public Variant? Variant => variant;

    /// <summary>Its accuracy over that of the task's best.</summary>
    public double RelativeAccuracy => relativeAccuracy;

    /// <summary>Operators' p95 cost per item.</summary>
    public double OperatorMilliseconds => operatorMilliseconds;

    /// <summary>What it can run on.</summary>
    public IReadOnlyList<Configuration> Configurations => configurations;

    /// <summary>The number of the variant among those that several tasks may share; -1 where it is the task's own.</summary>
    public int Shared => shared;

    /// <summary>Its steps when a request brings so many items, worked out when first asked for.</summary>
    public IReadOnlyList<Step> Steps(FleetModel model, double items)
    {
        foreach (var known in _ladders)
        {
            if (known.Items == items)
            {
                return known.Steps;
            }
        }

        var ladder = Ladder.Build(model, configurations, items);
        _ladders.Add(ladder);
        return ladder.Steps;
    }
}
