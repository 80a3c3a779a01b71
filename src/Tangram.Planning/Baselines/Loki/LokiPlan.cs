using Tangram.Core.Applications;

namespace Tangram.Planning.Baselines.Loki;

/// <summary>What Loki runs for one application.</summary>
/// <param name="Variants">By task; null where it is left out.</param>
/// <param name="Servers">By task: the configuration of its servers and how many; null where the task is left out.</param>
/// <param name="Accuracy">Product of the relative accuracies, 0..1.</param>
internal sealed record LokiPlan(IReadOnlyList<Variant?> Variants, IReadOnlyList<(Configuration Configuration, int Count)?> Servers, double Accuracy)
{
    /// <summary>Whole devices used.</summary>
    public int Devices => Servers.Sum(s => s?.Count ?? 0);
}
