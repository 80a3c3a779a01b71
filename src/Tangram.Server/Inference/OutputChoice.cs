using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;

namespace Tangram.Server.Inference;

/// <summary>What of a model's outputs a request is answered with.</summary>
internal static class OutputChoice
{
    /// <summary>The outputs that were asked for, in the order asked, as classes where that was asked for.</summary>
    public static IReadOnlyList<Tensor> Of(InferRequest request, IReadOnlyList<Tensor> outputs, ModelConfiguration model) =>
        request.Outputs.Count == 0
            ? outputs
            : [.. request.Outputs.Select(wanted => Chosen(wanted, outputs.First(o => string.Equals(o.Name, wanted.Name, StringComparison.Ordinal)), model))];

    private static Tensor Chosen(RequestedOutput wanted, Tensor output, ModelConfiguration model) => wanted.Classes == 0
        ? output
        : Classification.Of(output, wanted.Classes, isBatched: model.MaxBatchSize > 0, model.Labels.GetValueOrDefault(output.Name) ?? []);
}
