using Tangram.Server.Control;
using Tangram.Server.Inference;
using Tangram.Server.Metrics;
using Tangram.Server.Options;
using Tangram.Server.Tracing;

namespace Tangram.Server.Endpoints;

/// <summary>What is served to clients.</summary>
/// <param name="Service">The Open Inference Protocol.</param>
/// <param name="Options">The server's options.</param>
/// <param name="Metrics">The page of metrics.</param>
/// <param name="Logger">Tells what went wrong.</param>
internal sealed record Front(IInferenceService Service, ServerOptions Options, PrometheusText Metrics, ILogger Logger)
{
    /// <summary>What each model has done.</summary>
    public Func<IReadOnlyList<ModelCounters>> Counters { get; init; } = () => [];

    /// <summary>Traces requests; null where nobody asked for that.</summary>
    public RequestTracing? Tracing { get; init; }

    /// <summary>The application that takes requests as they are, if there is one.</summary>
    public ApplicationModel? Application { get; init; }

    /// <summary>Controls it; null where its plan stays.</summary>
    public ControlLoop? Control { get; init; }
}
