namespace Tangram.Profiling.Onnx;

/// <summary>Operators that slide a window over an image, or resize one.</summary>
internal static class WindowRules
{
    public static NodeResult Convolution(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var (x, w) = (OperatorRules.Needed(node, inputs, 0), OperatorRules.Needed(node, inputs, 1));
        var output = x.Of([x.Shape[0], w.Shape[0], .. Windows(node, x, [.. w.Shape.Skip(2)])]);

        // W is [out, in / group, window…]: each element of the output takes a multiply-add for each weight of its channel.
        return new NodeResult(output, output.Elements * ((2 * w.Elements / w.Shape[0]) + (inputs.Count > 2 ? 1 : 0)));
    }

    public static NodeResult TransposedConvolution(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var (x, w) = (OperatorRules.Needed(node, inputs, 0), OperatorRules.Needed(node, inputs, 1));
        var (strides, dilations, pads, extra) = (node.Integers("strides"), node.Integers("dilations"), node.Integers("pads"), node.Integers("output_padding"));
        var rank = x.Shape.Count - 2;
        var spatial = node.Integers("output_shape") ?? [.. Enumerable.Range(0, rank).Select(i =>
        {
            var stride = strides?[i] ?? 1;
            return node.Text("auto_pad").StartsWith("SAME", StringComparison.Ordinal)
                ? x.Shape[i + 2] * stride
                : (stride * (x.Shape[i + 2] - 1)) + (extra?[i] ?? 0) + ((w.Shape[i + 2] - 1) * (dilations?[i] ?? 1)) + 1 - (pads?[i] ?? 0) - (pads?[i + rank] ?? 0);
        })];
        var output = x.Of([x.Shape[0], w.Shape[1] * node.Integer("group", 1), .. spatial]);

        // W is [in, out / group, window…]: each element of the input takes a multiply-add for each weight of its channel.
        return new NodeResult(output, (x.Elements * 2 * w.Elements / w.Shape[0]) + (inputs.Count > 2 ? output.Elements : 0));
    }

    public static NodeResult Pool(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = OperatorRules.Needed(node, inputs, 0);
        var window = node.Integers("kernel_shape") ?? [];
        var output = x.Of([x.Shape[0], x.Shape[1], .. Windows(node, x, window)]);
        return new NodeResult(output, output.Elements * window.Aggregate(1.0, (product, size) => product * size));
    }

    public static NodeResult GlobalPool(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = OperatorRules.Needed(node, inputs, 0);
        return new NodeResult(x.Of(x.Shape.Select((size, axis) => axis < 2 ? size : 1)), x.Elements);
    }

    public static NodeResult Resize(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = OperatorRules.Needed(node, inputs, 0);

        // Upsample and Resize of opset 10 take (x, scales), later ones (x, roi, scales, sizes); the oldest have scales as an attribute.
        var scales = Scales(inputs.Count == 2 ? OperatorRules.Values(inputs, 1) : OperatorRules.Values(inputs, 2), x)
            ?? Scales(node.Attributes.TryGetValue("scales", out var given) ? [.. given.Floats.Select(f => (double)f)] : null, x);
        var sizes = Scales(OperatorRules.Values(inputs, 3), x);
        var output = x.Of(x.Shape.Select((size, axis) => sizes is not null ? (long)sizes[axis] : (long)Math.Floor(size * (scales?[axis] ?? 1))));
        return new NodeResult(output, output.Elements);
    }

    private static IReadOnlyList<double>? Scales(IReadOnlyList<double>? values, OnnxTensor x) => values?.Count == x.Shape.Count ? values : null;

    // The spatial sizes that a window fits into.
    private static IEnumerable<long> Windows(OnnxNode node, OnnxTensor x, IReadOnlyList<long> window)
    {
        var (strides, dilations, pads) = (node.Integers("strides"), node.Integers("dilations"), node.Integers("pads"));
        var (padding, up) = (node.Text("auto_pad"), node.Integer("ceil_mode", 0) == 1);
        for (var i = 0; i < x.Shape.Count - 2; i++)
        {
            var stride = strides?[i] ?? 1;
            var reach = ((window[i] - 1) * (dilations?[i] ?? 1)) + 1;
            var free = x.Shape[i + 2] - reach + (padding.Length == 0 || string.Equals(padding, "NOTSET", StringComparison.Ordinal) ? (pads?[i] ?? 0) + (pads?[i + window.Count] ?? 0) : 0);
            yield return padding.StartsWith("SAME", StringComparison.Ordinal)
                ? (x.Shape[i + 2] + stride - 1) / stride
                : ((free + (up ? stride - 1 : 0)) / stride) + 1;
        }
    }
}
