namespace Tangram.Profiling.Onnx;

/// <summary>Operators that give a tensor another shape, or tell its shape; they move nothing.</summary>
internal static class ShapeRules
{
    public static NodeResult Constant(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var tensor = node.Attributes.TryGetValue("value", out var value) && value.Tensor is { } given ? given
            : node.Integers("value_ints") is { } integers ? new OnnxTensor([integers.Count], sizeof(long), [.. integers.Select(i => (double)i)])
            : node.Attributes.TryGetValue("value_int", out var integer) ? new OnnxTensor([], sizeof(long), [integer.Integer])
            : node.Attributes.TryGetValue("value_floats", out var floats) ? new OnnxTensor([floats.Floats.Count], sizeof(float), [.. floats.Floats.Select(f => (double)f)])
            : new OnnxTensor([], sizeof(float));
        return new NodeResult(tensor, 0, isView: true);
    }

    public static NodeResult ShapeOf(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = OperatorRules.Needed(node, inputs, 0);
        return new NodeResult(new OnnxTensor([x.Shape.Count], sizeof(long), [.. x.Shape.Select(s => (double)s)]), 0, isView: true);
    }

    public static NodeResult Same(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs) => View(OperatorRules.Needed(node, inputs, 0), OperatorRules.Needed(node, inputs, 0).Shape);

    public static NodeResult Reshape(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = OperatorRules.Needed(node, inputs, 0);
        var wanted = node.Integers("shape") ?? (inputs.Count > 1 ? inputs[1]?.Integers : null);
        if (wanted is null)
        {
            return View(x, x.Shape);
        }

        var shape = wanted.Select((size, axis) => size == 0 && axis < x.Shape.Count && node.Integer("allowzero", 0) == 0 ? x.Shape[axis] : size).ToArray();
        if (Array.IndexOf(shape, -1) is var open and >= 0)
        {
            var others = shape.Where((_, axis) => axis != open).Aggregate(1.0, (product, size) => product * size);
            shape[open] = others > 0 ? (long)(x.Elements / others) : 0;
        }

        return View(x, shape);
    }

    public static NodeResult Flatten(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = OperatorRules.Needed(node, inputs, 0);
        var axis = (int)node.Integer("axis", 1);
        axis = axis < 0 ? axis + x.Shape.Count : axis;
        return View(x, [x.Shape.Take(axis).Aggregate(1L, (product, size) => product * size), x.Shape.Skip(axis).Aggregate(1L, (product, size) => product * size)]);
    }

    public static NodeResult Squeeze(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = OperatorRules.Needed(node, inputs, 0);
        var axes = Axes(node, inputs)?.Select(a => a < 0 ? a + x.Shape.Count : a).ToHashSet();
        return View(x, [.. x.Shape.Where((size, axis) => axes is null ? size != 1 : !axes.Contains(axis))]);
    }

    public static NodeResult Unsqueeze(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = OperatorRules.Needed(node, inputs, 0);
        var axes = Axes(node, inputs) ?? [0];
        var rank = x.Shape.Count + axes.Count;
        var added = axes.Select(a => a < 0 ? a + rank : a).ToHashSet();
        var rest = new Queue<long>(x.Shape);
        return View(x, [.. Enumerable.Range(0, rank).Select(axis => added.Contains(axis) ? 1 : rest.Dequeue())]);
    }

    private static IReadOnlyList<long>? Axes(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs) => node.Integers("axes") ?? (inputs.Count > 1 ? inputs[1]?.Integers : null);

    private static NodeResult View(OnnxTensor x, IReadOnlyList<long> shape) => new(x with { Shape = shape, IsConstant = false }, 0, isView: true);
}
