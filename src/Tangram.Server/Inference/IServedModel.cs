using Tangram.Core.Time;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Server.Metrics;

namespace Tangram.Server.Inference;

/// <summary>A name that clients can infer with.</summary>
internal interface IServedModel
{
    /// <summary>What is known of it.</summary>
    ModelMetadata Metadata { get; }

    /// <summary>How it is served.</summary>
    ModelConfiguration Configuration { get; }

    /// <summary>What it has done.</summary>
    ModelCounters Counters { get; }

    /// <summary>Whether something serves it.</summary>
    bool IsReady { get; }

    /// <summary>Refuses a request before anything is spent on reading it.</summary>
    /// <exception cref="InferenceException">It would not be let in as things are.</exception>
    void RefuseEarly(Instant arrivedAt);

    /// <summary>Runs a request; see <see cref="IInferenceService.InferAsync"/>.</summary>
    Task<InferAnswer> InferAsync(InferRequest request, Instant arrivedAt, CancellationToken cancellation);
}
