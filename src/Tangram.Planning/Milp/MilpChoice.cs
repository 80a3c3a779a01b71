using Tangram.Core.Applications;

namespace Tangram.Planning.Milp;

/// <summary>A variant that may run a task, or leaving the task out.</summary>
/// <param name="Variant">The variant; null where the task is left out.</param>
/// <param name="RelativeAccuracy">Its accuracy over the task's best; 0..1.</param>
/// <param name="OperatorMilliseconds">p95 of its operators per item.</param>
/// <param name="Configurations">What it can run on that may belong to a best plan; none where the task is left out.</param>
internal sealed record MilpChoice(Variant? Variant, double RelativeAccuracy, double OperatorMilliseconds, IReadOnlyList<Configuration> Configurations);
