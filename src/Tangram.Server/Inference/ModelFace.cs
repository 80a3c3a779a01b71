using Tangram.Protocol.OpenInference.Models;

namespace Tangram.Server.Inference;

/// <summary>What clients see of a task's model.</summary>
/// <param name="Metadata">Its inputs, in the order of the model file, and the outputs that are offered.</param>
/// <param name="Configuration">How it is served.</param>
/// <param name="Outputs">For each output offered its place among the outputs that workers answer with.</param>
internal sealed record ModelFace(ModelMetadata Metadata, ModelConfiguration Configuration, IReadOnlyList<int> Outputs)
{
    /// <summary>The face of a model whose outputs are all offered.</summary>
    public static ModelFace Of(ModelMetadata metadata, ModelConfiguration configuration) => new(metadata, configuration, [.. Enumerable.Range(0, metadata.Outputs.Count)]);
}
