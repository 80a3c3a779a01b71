using Tangram.Protocol.OpenInference.Models;

namespace Tangram.Server.Inference;

/// <summary>Loads and unloads models while the server runs.</summary>
internal interface IModelControl
{
    /// <summary>Whether every model that was to be loaded at the start is.</summary>
    bool IsReady { get; }

    /// <summary>The models it has, loaded or not.</summary>
    IReadOnlyList<RepositoryEntry> Index();

    /// <summary>Loads a model, or loads it again.</summary>
    /// <param name="model">Its name.</param>
    /// <param name="configuration">A model configuration in JSON that stands in for its own; null for its own.</param>
    /// <param name="cancellation">The client went away.</param>
    /// <exception cref="InferenceException">There is none of that name, or it cannot be loaded.</exception>
    Task LoadAsync(string model, string? configuration, CancellationToken cancellation);

    /// <summary>Serves a model no longer, after what it has was answered.</summary>
    /// <exception cref="InferenceException">There is none of that name.</exception>
    Task UnloadAsync(string model, CancellationToken cancellation);
}
