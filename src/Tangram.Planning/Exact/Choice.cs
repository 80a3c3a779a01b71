using Tangram.Core.Applications;

namespace Tangram.Planning.Exact;

/// <summary>A variant that a task can run, or leaving the task out.</summary>
/// <param name="Variant">The variant; null for leaving the task out.</param>
/// <param name="RelativeAccuracy">Its accuracy over that of the task's best.</param>
/// <param name="OperatorMilliseconds">Operators' p95 cost per item.</param>
/// <param name="Configurations">What it can run on.</param>
/// <param name="Shared">The number of the variant among those that several tasks may share; -1 where it is the task's own.</param>
internal sealed record Choice(Variant? Variant, double RelativeAccuracy, double OperatorMilliseconds, IReadOnlyList<Configuration> Configurations, int Shared);
