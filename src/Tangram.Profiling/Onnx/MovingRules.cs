namespace Tangram.Profiling.Onnx;

/// <summary>Operators that put elements elsewhere without computing anything.</summary>
internal static class MovingRules
{
    public static NodeResult Transpose(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = OperatorRules.Needed(node, inputs, 0);
        var order = node.Integers("perm") ?? [.. Enumerable.Range(0, x.Shape.Count).Reverse()];
        return new NodeResult(x.Of(order.Select(axis => x.Shape[(int)axis])), 0);
    }

    public static NodeResult Concat(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var parts = inputs.OfType<OnnxTensor>().ToList();
        var first = OperatorRules.Needed(node, inputs, 0);
        var along = Axis(node.Integer("axis", 0), first);
        var output = first.Of(first.Shape.Select((size, axis) => axis == along ? parts.Sum(p => p.Shape[axis]) : size));
        return new NodeResult(first.Shape.Count == 1 && parts.TrueForAll(p => p.Values is not null) ? output with { Values = [.. parts.SelectMany(p => p.Values!)] } : output, 0);
    }

    public static NodeResult Slice(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = OperatorRules.Needed(node, inputs, 0);
        if ((node.Integers("starts") ?? Integers(inputs, 1)) is not { } starts || (node.Integers("ends") ?? Integers(inputs, 2)) is not { } ends)
        {
            return new NodeResult(x.Of(x.Shape), 0);
        }

        var axes = node.Integers("axes") ?? Integers(inputs, 3) ?? [.. Enumerable.Range(0, starts.Count)];
        var steps = Integers(inputs, 4);
        var shape = x.Shape.ToArray();
        var values = x.Shape.Count == 1 ? x.Values : null;
        for (var i = 0; i < axes.Count; i++)
        {
            var (axis, step) = (Axis(axes[i], x), steps?[i] ?? 1);
            var (from, to) = (Bound(starts[i], shape[axis], step), Bound(ends[i], shape[axis], step));
            shape[axis] = Math.Max(0, ((to - from) + (step - Math.Sign(step))) / step);
            values = values is null ? null : [.. Enumerable.Range(0, (int)shape[axis]).Select(k => values[(int)(from + (k * step))])];
        }

        return new NodeResult(x.Of(shape) with { Values = values }, 0);
    }

    public static NodeResult Split(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = OperatorRules.Needed(node, inputs, 0);
        var along = Axis(node.Integer("axis", 0), x);
        var count = node.Outputs.Count;
        var sizes = node.Integers("split") ?? Integers(inputs, 1) ?? [.. Enumerable.Repeat((x.Shape[along] + count - 1) / count, count)];
        return new NodeResult([.. sizes.Select(s => x.Of(x.Shape.Select((size, axis) => axis == along ? s : size)))], 0);
    }

    public static NodeResult Gather(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var (x, which) = (OperatorRules.Needed(node, inputs, 0), OperatorRules.Needed(node, inputs, 1));
        var along = Axis(node.Integer("axis", 0), x);
        var output = x.Of([.. x.Shape.Take(along), .. which.Shape, .. x.Shape.Skip(along + 1)]);
        return new NodeResult(
            x is { Shape.Count: 1, Values: { } values } && which.Integers is { } indices ? output with { Values = [.. indices.Select(i => values[(int)(i < 0 ? i + values.Count : i)])] } : output, 0);
    }

    public static NodeResult Expand(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = OperatorRules.Needed(node, inputs, 0);
        return new NodeResult(x.Of(Integers(inputs, 1) is { } wanted ? ElementRules.Broadcast(x.Shape, wanted) : x.Shape), 0);
    }

    public static NodeResult Pad(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = OperatorRules.Needed(node, inputs, 0);
        var pads = node.Integers("pads") ?? Integers(inputs, 1);
        return new NodeResult(x.Of(pads?.Count == 2 * x.Shape.Count ? x.Shape.Select((size, axis) => size + pads[axis] + pads[axis + x.Shape.Count]) : x.Shape), 0);
    }

    private static IReadOnlyList<long>? Integers(IReadOnlyList<OnnxTensor?> inputs, int index) => index < inputs.Count ? inputs[index]?.Integers : null;

    private static int Axis(long axis, OnnxTensor x) => (int)(axis < 0 ? axis + x.Shape.Count : axis);

    private static long Bound(long value, long size, long step) => step > 0
        ? Math.Clamp(value < 0 ? value + size : value, 0, size)
        : Math.Clamp(value < 0 ? (value < -size ? -1 : value + size) : value, -1, size - 1);
}
