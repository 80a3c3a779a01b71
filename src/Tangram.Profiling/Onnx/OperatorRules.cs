namespace Tangram.Profiling.Onnx;

/// <summary>The shapes and operations of ONNX operators.</summary>
/// <remarks>What is not listed counts as one that answers with a tensor like its first input, in one operation an element.</remarks>
internal static class OperatorRules
{
    private static readonly Dictionary<string, Rule> Known = new(StringComparer.Ordinal)
    {
        ["Conv"] = WindowRules.Convolution,
        ["ConvTranspose"] = WindowRules.TransposedConvolution,
        ["MaxPool"] = WindowRules.Pool,
        ["AveragePool"] = WindowRules.Pool,
        ["LpPool"] = WindowRules.Pool,
        ["GlobalAveragePool"] = WindowRules.GlobalPool,
        ["GlobalMaxPool"] = WindowRules.GlobalPool,
        ["Resize"] = WindowRules.Resize,
        ["Upsample"] = WindowRules.Resize,
        ["MatMul"] = ProductRules.MatMul,
        ["Gemm"] = ProductRules.Gemm,
        ["Add"] = ElementRules.Binary,
        ["Sub"] = ElementRules.Binary,
        ["Mul"] = ElementRules.Binary,
        ["Div"] = ElementRules.Binary,
        ["Pow"] = ElementRules.Binary,
        ["Min"] = ElementRules.Binary,
        ["Max"] = ElementRules.Binary,
        ["Equal"] = ElementRules.Binary,
        ["Greater"] = ElementRules.Binary,
        ["Less"] = ElementRules.Binary,
        ["Where"] = ElementRules.Where,
        ["PRelu"] = ElementRules.Binary,
        ["BatchNormalization"] = ElementRules.Normalization,
        ["InstanceNormalization"] = ElementRules.Normalization,
        ["LayerNormalization"] = ElementRules.Normalization,
        ["Softmax"] = ElementRules.Normalization,
        ["LogSoftmax"] = ElementRules.Normalization,
        ["Cast"] = ElementRules.Cast,
        ["ReduceMean"] = ElementRules.Reduction,
        ["ReduceSum"] = ElementRules.Reduction,
        ["ReduceMax"] = ElementRules.Reduction,
        ["ReduceMin"] = ElementRules.Reduction,
        ["ReduceProd"] = ElementRules.Reduction,
        ["ReduceL2"] = ElementRules.Reduction,
        ["Constant"] = ShapeRules.Constant,
        ["Shape"] = ShapeRules.ShapeOf,
        ["Reshape"] = ShapeRules.Reshape,
        ["Flatten"] = ShapeRules.Flatten,
        ["Squeeze"] = ShapeRules.Squeeze,
        ["Unsqueeze"] = ShapeRules.Unsqueeze,
        ["Identity"] = ShapeRules.Same,
        ["Dropout"] = ShapeRules.Same,
        ["Transpose"] = MovingRules.Transpose,
        ["Concat"] = MovingRules.Concat,
        ["Slice"] = MovingRules.Slice,
        ["Split"] = MovingRules.Split,
        ["Gather"] = MovingRules.Gather,
        ["Expand"] = MovingRules.Expand,
        ["Pad"] = MovingRules.Pad,
    };

    // One operation an element, and an output like the input: the rule for what is not known is theirs.
    private static readonly HashSet<string> LikeTheirInput = new(StringComparer.Ordinal)
    {
        "Abs", "Ceil", "Clip", "Elu", "Erf", "Exp", "Floor", "Gelu", "HardSigmoid", "HardSwish", "LeakyRelu", "Log", "Mish", "Neg", "Not", "Reciprocal",
        "Relu", "Round", "Selu", "Sigmoid", "Softplus", "Sqrt", "Tanh",
    };

    /// <summary>What an operator makes of its inputs; those left out are null.</summary>
    public delegate NodeResult Rule(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs);

    /// <summary>Whether the operator is counted by a rule of its own.</summary>
    public static bool Knows(string kind) => Known.ContainsKey(kind) || LikeTheirInput.Contains(kind);

    /// <summary>What a node makes.</summary>
    /// <exception cref="FormatException">It lacks an input that it cannot do without.</exception>
    public static NodeResult Apply(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs) => Known.TryGetValue(node.Operator, out var rule) ? rule(node, inputs) : Other(inputs);

    /// <summary>An input that must be there.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static OnnxTensor Needed(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs, int index) => (index < inputs.Count ? inputs[index] : null)
        ?? throw new FormatException(FormattableString.Invariant($"a {node.Operator} lacks its input {index}"));

    /// <summary>The values of an input that may be left out; null where it is, or they are not known.</summary>
    public static IReadOnlyList<double>? Values(IReadOnlyList<OnnxTensor?> inputs, int index) => index < inputs.Count ? inputs[index]?.Values : null;

    private static NodeResult Other(IReadOnlyList<OnnxTensor?> inputs)
    {
        var like = inputs.Count > 0 && inputs[0] is { } first ? first.Of(first.Shape) : new OnnxTensor([], sizeof(float));
        return new NodeResult(like, like.Elements);
    }
}
