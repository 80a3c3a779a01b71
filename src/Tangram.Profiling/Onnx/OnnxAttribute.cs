namespace Tangram.Profiling.Onnx;

/// <summary>A setting of a node; which of the values counts depends on the setting.</summary>
/// <param name="Integer">A whole number; 0 where it is none.</param>
/// <param name="Integers">Whole numbers.</param>
/// <param name="Floats">Numbers.</param>
/// <param name="Text">A text; empty where it is none.</param>
/// <param name="Tensor">A tensor, or null.</param>
internal sealed record OnnxAttribute(long Integer, IReadOnlyList<long> Integers, IReadOnlyList<float> Floats, string Text, OnnxTensor? Tensor);
