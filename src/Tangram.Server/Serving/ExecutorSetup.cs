using Tangram.Core.Applications;
using Tangram.Operators;
using Tangram.Scheduling;
using Tangram.Server.Control;
using Tangram.Server.Learning;
using Tangram.Server.Metrics;

namespace Tangram.Server.Serving;

/// <summary>What an executor works with.</summary>
/// <param name="Layout">What the engine schedules onto.</param>
/// <param name="Variants">The variant each segment serves, by the segment's index.</param>
/// <param name="Metrics">Counts.</param>
/// <param name="Logger">Tells what went wrong.</param>
/// <param name="Clock">The time line that requests arrive on.</param>
internal sealed record ExecutorSetup(Layout Layout, IReadOnlyList<Variant> Variants, ApplicationMetrics Metrics, ILogger Logger, ServingClock Clock)
{
    /// <summary>The operators around the models; null where clients bring tensors and nothing else.</summary>
    public BoundApplication? Application { get; init; }

    /// <summary>Predicts slowdowns for the engine; null where nothing does.</summary>
    public ServedForesight? Foresight { get; init; }

    /// <summary>Counts what a controller wants to know; null where nothing controls.</summary>
    public ServedObserver? Observer { get; init; }

    /// <summary>Counts what each task's model does, by the task's index.</summary>
    public IReadOnlyList<ModelCounters> TaskCounters { get; init; } = [.. Layout.Tasks.Select(t => new ModelCounters(t.Name, "1"))];
}
