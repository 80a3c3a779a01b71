using Tangram.Core.Applications;

namespace Tangram.Planning.Baselines.Loki;

/// <summary>A task as Loki sees it.</summary>
/// <param name="Task">The task.</param>
/// <param name="Parents">Where its items come from: the parent's place in the order of tasks, and the edge.</param>
/// <param name="Choices">What it may run, the most accurate first; null is leaving it out.</param>
internal sealed record LokiTask(ApplicationTask Task, IReadOnlyList<(int Place, Edge Edge)> Parents, IReadOnlyList<Variant?> Choices);
