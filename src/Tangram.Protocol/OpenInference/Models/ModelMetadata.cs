namespace Tangram.Protocol.OpenInference.Models;

/// <summary>What a server says of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Versions">Versions that are served.</param>
/// <param name="Platform">What runs it, such as <c>onnxruntime_onnx</c>.</param>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Outputs">Its outputs.</param>
public sealed record ModelMetadata(
    string Name, IReadOnlyList<string> Versions, string Platform, IReadOnlyList<TensorMetadata> Inputs, IReadOnlyList<TensorMetadata> Outputs);
