namespace Tangram.Protocol.OpenInference.Models;

/// <summary>How a model is served: the part of Triton's model configuration that has a meaning here.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Platform">What runs it, such as <c>onnxruntime_onnx</c>.</param>
/// <param name="MaxBatchSize">Most items in a batch; 0 where the first dimension is not that of a batch.</param>
/// <param name="Inputs">Its inputs, without the dimension of the batch.</param>
/// <param name="Outputs">Its outputs, without the dimension of the batch.</param>
public sealed record ModelConfiguration(
    string Name, string Platform, int MaxBatchSize, IReadOnlyList<TensorMetadata> Inputs, IReadOnlyList<TensorMetadata> Outputs)
{
    /// <summary>Worker processes that run it at once; at least 1.</summary>
    public int Instances { get; init; } = 1;

    /// <summary>How items are batched; null where every request runs by itself.</summary>
    public DynamicBatching? Batching { get; init; }

    /// <summary>Labels of an output's classes by the output's name; outputs without a label file are not in it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Labels { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
}
