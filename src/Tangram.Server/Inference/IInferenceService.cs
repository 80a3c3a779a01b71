using Tangram.Core.Time;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;

namespace Tangram.Server.Inference;

/// <summary>The Open Inference Protocol with Triton's extensions, whatever it travels over: HTTP and gRPC are two ways to call this.</summary>
/// <remarks>Methods throw <see cref="InferenceException"/> for what the caller is to be told. An empty version is any version.</remarks>
internal interface IInferenceService
{
    /// <summary>The current instant on the time line that requests arrive on.</summary>
    Instant Now { get; }

    /// <summary>Whether every model that is to be served is.</summary>
    bool IsReady { get; }

    /// <summary>What the server says of itself.</summary>
    ServerMetadata Server { get; }

    /// <summary>Whether a model is there and something serves it.</summary>
    bool IsModelReady(string model, string version);

    /// <summary>What is known of a model.</summary>
    /// <exception cref="InferenceException">There is none of that name or version.</exception>
    ModelMetadata Metadata(string model, string version);

    /// <summary>How a model is served.</summary>
    /// <exception cref="InferenceException">There is none of that name or version.</exception>
    ModelConfiguration Configuration(string model, string version);

    /// <summary>What models have done; of all models where <paramref name="model"/> is empty.</summary>
    /// <exception cref="InferenceException">There is none of that name or version.</exception>
    IReadOnlyList<ModelStatistics> Statistics(string model, string version);

    /// <summary>The models of the repository, by name.</summary>
    /// <param name="readyOnly">Only those that are served.</param>
    IReadOnlyList<RepositoryEntry> Repository(bool readyOnly);

    /// <summary>Loads a model of the repository, or loads it again.</summary>
    /// <param name="model">Its name.</param>
    /// <param name="configuration">A model configuration in JSON that stands in for its own; null for its own.</param>
    /// <param name="cancellation">The client went away.</param>
    /// <exception cref="InferenceException">There is none, or it cannot be loaded.</exception>
    Task LoadAsync(string model, string? configuration, CancellationToken cancellation);

    /// <summary>Serves a model of the repository no longer, after what it has was answered.</summary>
    /// <exception cref="InferenceException">There is none.</exception>
    Task UnloadAsync(string model, CancellationToken cancellation);

    /// <summary>Refuses a request before anything is spent on reading it.</summary>
    /// <param name="model">Which model it is for.</param>
    /// <param name="version">Which version.</param>
    /// <param name="arrivedAt">When it came.</param>
    /// <exception cref="InferenceException">It would not be let in, or there is no such model.</exception>
    void RefuseEarly(string model, string version, Instant arrivedAt);

    /// <summary>Runs a request.</summary>
    /// <param name="model">Which model it is for.</param>
    /// <param name="version">Which version.</param>
    /// <param name="request">Its inputs must not change before the task ends.</param>
    /// <param name="arrivedAt">When it came; its time has run since then.</param>
    /// <param name="cancellation">Its client went away.</param>
    /// <returns>The answer, whose tensors live until it is disposed.</returns>
    /// <exception cref="InferenceException">It was refused, dropped or failed, or is not as the model wants it.</exception>
    Task<InferAnswer> InferAsync(string model, string version, InferRequest request, Instant arrivedAt, CancellationToken cancellation);
}
