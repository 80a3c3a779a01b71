namespace Tangram.Profiling.Onnx;

/// <summary>Products of matrices.</summary>
internal static class ProductRules
{
    public static NodeResult MatMul(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var (a, b) = (OperatorRules.Needed(node, inputs, 0), OperatorRules.Needed(node, inputs, 1));
        IReadOnlyList<long> left = a.Shape.Count == 1 ? [1, a.Shape[0]] : a.Shape;
        IReadOnlyList<long> right = b.Shape.Count == 1 ? [b.Shape[0], 1] : b.Shape;
        var stack = ElementRules.Broadcast([.. left.SkipLast(2)], [.. right.SkipLast(2)]);
        var output = a.Of([.. stack, .. a.Shape.Count == 1 ? (long[])[] : [left[^2]], .. b.Shape.Count == 1 ? (long[])[] : [right[^1]]]);
        return new NodeResult(output, output.Elements * 2 * left[^1]);
    }

    public static NodeResult Gemm(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var (a, b) = (OperatorRules.Needed(node, inputs, 0), OperatorRules.Needed(node, inputs, 1));
        var (rows, inner) = node.Integer("transA", 0) == 0 ? (a.Shape[0], a.Shape[1]) : (a.Shape[1], a.Shape[0]);
        var output = a.Of([rows, node.Integer("transB", 0) == 0 ? b.Shape[1] : b.Shape[0]]);
        return new NodeResult(output, output.Elements * ((2 * inner) + (inputs.Count > 2 ? 1 : 0)));
    }
}
