namespace Tangram.Profiling.Onnx;

/// <summary>Operators that go element by element, or along some axes.</summary>
internal static class ElementRules
{
    public static NodeResult Binary(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var (a, b) = (OperatorRules.Needed(node, inputs, 0), inputs.Count > 1 ? inputs[1] : null);
        if (b is null)
        {
            return new NodeResult(a.Of(a.Shape), a.Elements);
        }

        var output = a.Of(Broadcast(a.Shape, b.Shape));
        return new NodeResult(output with { Values = Combined(node.Operator, a, b, output) }, output.Elements);
    }

    public static NodeResult Where(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var (chosen, a, b) = (OperatorRules.Needed(node, inputs, 0), OperatorRules.Needed(node, inputs, 1), OperatorRules.Needed(node, inputs, 2));
        var output = a.Of(Broadcast(Broadcast(a.Shape, b.Shape), chosen.Shape));
        return new NodeResult(output, output.Elements);
    }

    // A scale and a shift for the normalisations; three passes for a softmax, counted alike.
    public static NodeResult Normalization(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = OperatorRules.Needed(node, inputs, 0);
        return new NodeResult(x.Of(x.Shape), 2 * x.Elements);
    }

    public static NodeResult Cast(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = OperatorRules.Needed(node, inputs, 0);
        var type = node.Integer("to", 1);
        IReadOnlyList<double>? values = x.Values is { } known && type is 6 or 7 ? [.. known.Select(Math.Truncate)] : x.Values;
        return new NodeResult(new OnnxTensor(x.Shape, OnnxTensor.SizeOf(type), values), 0);
    }

    public static NodeResult Reduction(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = OperatorRules.Needed(node, inputs, 0);
        var named = node.Integers("axes") ?? (inputs.Count > 1 ? inputs[1]?.Integers : null);
        var axes = (named ?? [.. Enumerable.Range(0, x.Shape.Count)]).Select(a => a < 0 ? a + x.Shape.Count : a).ToHashSet();
        var keeps = node.Integer("keepdims", 1) == 1;
        return new NodeResult(x.Of(x.Shape.Select((size, axis) => axes.Contains(axis) ? (keeps ? 1 : -1) : size).Where(size => size >= 0)), x.Elements);
    }

    /// <summary>The shape two shapes are stretched to.</summary>
    /// <exception cref="FormatException">They do not go together.</exception>
    public static IReadOnlyList<long> Broadcast(IReadOnlyList<long> a, IReadOnlyList<long> b)
    {
        var shape = new long[Math.Max(a.Count, b.Count)];
        for (var i = 1; i <= shape.Length; i++)
        {
            var (left, right) = (i <= a.Count ? a[^i] : 1, i <= b.Count ? b[^i] : 1);
            shape[^i] = left == right || right == 1 ? left
                : left == 1 ? right
                : throw new FormatException($"shapes [{string.Join(",", a)}] and [{string.Join(",", b)}] do not go together");
        }

        return shape;
    }

    // Sizes are computed with these from the shapes of other tensors.
    private static IReadOnlyList<double>? Combined(string kind, OnnxTensor a, OnnxTensor b, OnnxTensor output)
    {
        if (a.Values is not { Count: > 0 } left || b.Values is not { Count: > 0 } right || output.Shape.Count > 1)
        {
            return null;
        }

        Func<double, double, double>? combine = kind switch
        {
            "Add" => (l, r) => l + r,
            "Sub" => (l, r) => l - r,
            "Mul" => (l, r) => l * r,
            "Div" when output.ElementBytes == sizeof(long) => (l, r) => Math.Truncate(l / r),
            "Div" => (l, r) => l / r,
            _ => null,
        };
        return combine is null ? null : [.. Enumerable.Range(0, (int)output.Elements).Select(i => combine(left[Math.Min(i, left.Count - 1)], right[Math.Min(i, right.Count - 1)]))];
    }
}
