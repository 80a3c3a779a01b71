using Tangram.Protocol.OpenInference;

namespace Tangram.Server.TestModels;

/// <summary>A model that is made here, small enough to check its answers in the head.</summary>
/// <remarks>Those that Triton's client examples expect, under their names, and some that show what else a repository may hold.</remarks>
/// <param name="Name">Its name.</param>
/// <param name="File">Its ONNX file.</param>
/// <param name="Config">Its configuration; null where all comes from the ONNX file.</param>
internal sealed record TestModel(string Name, byte[] File, string? Config)
{
    private const int DenseWidth = 256;
    private const int DenseLayers = 16;

    /// <summary>Labels of the classes of its output, a line each, in <c>labels.txt</c>; null where it has none.</summary>
    public string? Labels { get; init; }

    /// <summary>All of them. Triton's gRPC example of model control counts eight models in the repository, and so there are; the HTTP example counts seven.</summary>
    public static IReadOnlyList<TestModel> All => [Simple(), SimpleInt8(), SimpleString(), SimpleIdentity(), CustomIdentity(), Classes(), Dense(), Bare()];

    // INPUT0 + INPUT1 and INPUT0 - INPUT1.
    private static TestModel Simple() => new(
        "simple",
        Pair("simple", Datatype.Int32)
            .Node("Add", ["INPUT0", "INPUT1"], "OUTPUT0")
            .Node("Sub", ["INPUT0", "INPUT1"], "OUTPUT1").Bytes(),
        PairConfig("simple", "TYPE_INT32"));

    // ONNX Runtime adds no bytes, so they are added as integers; results wrap around.
    private static TestModel SimpleInt8() => new(
        "simple_int8",
        CastPair(Pair("simple_int8", Datatype.Int8), Datatype.Int8),
        PairConfig("simple_int8", "TYPE_INT8"));

    // Numbers as text.
    private static TestModel SimpleString() => new(
        "simple_string",
        CastPair(Pair("simple_string", Datatype.Bytes), Datatype.Bytes),
        PairConfig("simple_string", "TYPE_STRING"));

    private static TestModel SimpleIdentity() => new(
        "simple_identity", Identity("simple_identity", Datatype.Bytes), IdentityConfig("simple_identity", "TYPE_STRING"));

    private static TestModel CustomIdentity() => new(
        "custom_identity_int32", Identity("custom_identity_int32", Datatype.Int32), IdentityConfig("custom_identity_int32", "TYPE_INT32"));

    // Probabilities of four classes with labels, for classification.
    private static TestModel Classes() => new(
        "simple_classes",
        new OnnxModelWriter("simple_classes").Input("INPUT0", Datatype.Fp32, -1, 4).Output("OUTPUT0", Datatype.Fp32, -1, 4)
            .Node("Softmax", ["INPUT0"], "OUTPUT0", ("axis", 1)).Bytes(),
        """
        name: "simple_classes"
        platform: "onnxruntime_onnx"
        max_batch_size: 8
        input [ { name: "INPUT0" data_type: TYPE_FP32 dims: [ 4 ] } ]
        output [ { name: "OUTPUT0" data_type: TYPE_FP32 dims: [ 4 ] label_filename: "labels.txt" } ]
        dynamic_batching { max_queue_delay_microseconds: 500 }

        """)
    {
        Labels = "north\neast\nsouth\nwest\n",
    };

    // Something to compute, about 2 million operations an item: each layer averages neighbours, so that the sum stays as it is.
    private static TestModel Dense()
    {
        var weight = new float[DenseWidth * DenseWidth];
        for (var i = 0; i < DenseWidth; i++)
        {
            weight[(i * DenseWidth) + i] = 0.5f;
            weight[(i * DenseWidth) + ((i + 1) % DenseWidth)] = 0.5f;
        }

        var model = new OnnxModelWriter("simple_dense").Input("INPUT0", Datatype.Fp32, -1, DenseWidth).Output("OUTPUT0", Datatype.Fp32, -1, DenseWidth)
            .Weight("W", [DenseWidth, DenseWidth], weight);
        for (var layer = 0; layer < DenseLayers; layer++)
        {
            model.Node("MatMul", [layer == 0 ? "INPUT0" : $"h{layer}", "W"], layer == DenseLayers - 1 ? "OUTPUT0" : $"h{layer + 1}");
        }

        return new TestModel(
            "simple_dense",
            model.Bytes(),
            """
            name: "simple_dense"
            platform: "onnxruntime_onnx"
            max_batch_size: 32
            input [ { name: "INPUT0" data_type: TYPE_FP32 dims: [ 256 ] } ]
            output [ { name: "OUTPUT0" data_type: TYPE_FP32 dims: [ 256 ] } ]
            dynamic_batching { max_queue_delay_microseconds: 1000 }

            """);
    }

    private static TestModel Bare() => new(
        "simple_bare",
        new OnnxModelWriter("simple_bare").Input("x", Datatype.Fp32, -1, 3).Output("y", Datatype.Fp32, -1, 3).Node("Neg", ["x"], "y").Bytes(),
        null);

    private static OnnxModelWriter Pair(string name, Datatype type) => new OnnxModelWriter(name)
        .Input("INPUT0", type, -1, 16).Input("INPUT1", type, -1, 16)
        .Output("OUTPUT0", type, -1, 16).Output("OUTPUT1", type, -1, 16);

    private static byte[] CastPair(OnnxModelWriter pair, Datatype type) => pair
        .Cast("INPUT0", "a", Datatype.Int32).Cast("INPUT1", "b", Datatype.Int32)
        .Node("Add", ["a", "b"], "sum").Node("Sub", ["a", "b"], "difference")
        .Cast("sum", "OUTPUT0", type).Cast("difference", "OUTPUT1", type).Bytes();

    private static byte[] Identity(string name, Datatype type) => new OnnxModelWriter(name)
        .Input("INPUT0", type, -1, -1).Output("OUTPUT0", type, -1, -1).Node("Identity", ["INPUT0"], "OUTPUT0").Bytes();

    private static string PairConfig(string name, string type) =>
        $$"""
        name: "{{name}}"
        platform: "onnxruntime_onnx"
        max_batch_size: 8
        input [
          { name: "INPUT0" data_type: {{type}} dims: [ 16 ] },
          { name: "INPUT1" data_type: {{type}} dims: [ 16 ] }
        ]
        output [
          { name: "OUTPUT0" data_type: {{type}} dims: [ 16 ] },
          { name: "OUTPUT1" data_type: {{type}} dims: [ 16 ] }
        ]

        """;

    private static string IdentityConfig(string name, string type) =>
        $$"""
        name: "{{name}}"
        platform: "onnxruntime_onnx"
        max_batch_size: 8
        input [ { name: "INPUT0" data_type: {{type}} dims: [ -1 ] } ]
        output [ { name: "OUTPUT0" data_type: {{type}} dims: [ -1 ] } ]

        """;
}
