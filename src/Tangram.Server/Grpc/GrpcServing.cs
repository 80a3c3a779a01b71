using Tangram.Server.Inference;
using Tangram.Server.Tracing;

namespace Tangram.Server.Grpc;

/// <summary>What every call has to do with.</summary>
/// <param name="Service">What carries calls out.</param>
/// <param name="Limits">How much a client may ask for.</param>
/// <param name="Logger">Where faults of ours are told.</param>
/// <param name="Time">The clock that ends calls whose time is up.</param>
/// <param name="Stopping">The server stops: streams take nothing more.</param>
internal sealed record GrpcServing(IInferenceService Service, GrpcLimits Limits, ILogger Logger, TimeProvider Time, CancellationToken Stopping)
{
    /// <summary>Traces requests; null where nobody asked for that.</summary>
    public RequestTracing? Tracing { get; init; }
}
