using Tangram.Protocol.OpenInference;

namespace Tangram.TestKit.Onnx;

/// <summary>Tiny ONNX models, written as the bytes of their files: opset 13, IR version 8.</summary>
public static class OnnxModels
{
    private const int IrVersion = 8;
    private const int Opset = 13;

    /// <summary>A model that gives each input <c>inN</c> back as <c>outN</c>; a dimension of -1 is open.</summary>
    public static byte[] Identity(params (Datatype Datatype, long[] Shape)[] tensors) => Model(
        [.. tensors.Select((_, i) => Node("Identity", [$"in{i}"], [$"out{i}"]))],
        [.. tensors.Select((t, i) => Value($"in{i}", t.Datatype, t.Shape))],
        [.. tensors.Select((t, i) => Value($"out{i}", t.Datatype, t.Shape))]);

    /// <summary>A model that gives its input <c>in0</c> back as <c>out0</c>; a dimension of -1 is open.</summary>
    public static byte[] Identity(Datatype datatype, params long[] shape) => Identity((datatype, shape));

    /// <summary>A model that adds <c>a</c> and <c>b</c> to <c>sum</c> and takes one from the other for <c>difference</c>, in batches of any size.</summary>
    public static byte[] AddSub(Datatype datatype, int items) => Model(
        [Node("Add", ["a", "b"], ["sum"]), Node("Sub", ["a", "b"], ["difference"])],
        [Value("a", datatype, [-1, items]), Value("b", datatype, [-1, items])],
        [Value("sum", datatype, [-1, items]), Value("difference", datatype, [-1, items])]);

    /// <summary>A model that gives the shape of its float32 input <c>in0</c> as <c>out0</c>: not one row for each item.</summary>
    public static byte[] Shape(params long[] shape) => Model(
        [Node("Shape", ["in0"], ["out0"])], [Value("in0", Datatype.Fp32, shape)], [Value("out0", Datatype.Int64, [shape.Length])]);

    /// <summary>A model of the given nodes between inputs and outputs.</summary>
    public static byte[] Model(IReadOnlyList<byte[]> nodes, IReadOnlyList<byte[]> inputs, IReadOnlyList<byte[]> outputs)
    {
        var graph = new ProtobufWriter().Messages(1, nodes).Text(2, "tests").Messages(11, inputs).Messages(12, outputs);
        var opset = new ProtobufWriter().Text(1, "").Number(2, Opset);
        return new ProtobufWriter().Number(1, IrVersion).Message(7, graph.ToArray()).Message(8, opset.ToArray()).ToArray();
    }

    /// <summary>A node without attributes.</summary>
    public static byte[] Node(string operation, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs) =>
        new ProtobufWriter().Texts(1, inputs).Texts(2, outputs).Text(3, operation + outputs[0]).Text(4, operation).ToArray();

    /// <summary>An input or output; a dimension of -1 is open.</summary>
    public static byte[] Value(string name, Datatype datatype, IReadOnlyList<long> shape)
    {
        var dimensions = shape.Select(d => d < 0 ? [] : new ProtobufWriter().Number(1, d).ToArray());
        var tensor = new ProtobufWriter().Number(1, ElementType(datatype)).Message(2, new ProtobufWriter().Messages(1, dimensions).ToArray());
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor.ToArray()).ToArray()).ToArray();
    }

    private static int ElementType(Datatype datatype) => datatype.Name switch
    {
        "FP32" => 1,
        "UINT8" => 2,
        "INT8" => 3,
        "UINT16" => 4,
        "INT16" => 5,
        "INT32" => 6,
        "INT64" => 7,
        "BYTES" => 8,
        "BOOL" => 9,
        "FP16" => 10,
        "FP64" => 11,
        "UINT32" => 12,
        "UINT64" => 13,
        "BF16" => 16,
        var other => throw new ArgumentException($"ONNX has no {other}", nameof(datatype)),
    };
}
