namespace Tangram.Profiling.Onnx;

/// <summary>The graph of an ONNX model, as far as it is needed to count what running it costs.</summary>
/// <param name="Nodes">Its steps, each after those whose outputs it takes.</param>
/// <param name="Weights">Its initializers by name.</param>
/// <param name="Inputs">Names of its inputs that are no initializers.</param>
/// <param name="Outputs">Names of its outputs.</param>
internal sealed record OnnxModel(
    IReadOnlyList<OnnxNode> Nodes, IReadOnlyDictionary<string, OnnxTensor> Weights, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);
