using System.Runtime.InteropServices;
using System.Text;
using Tangram.Protocol.OpenInference;

namespace Tangram.Server.TestModels;

/// <summary>Writes small ONNX models as bytes, field by field: protobuf's wire format needs no package for so little.</summary>
/// <remarks>Field numbers are those of <c>onnx.proto</c>, IR version 8 with operator set 13.</remarks>
/// <param name="name">What the graph is called.</param>
internal sealed class OnnxModelWriter(string name)
{
    private const int IrVersion = 8;
    private const int OperatorSet = 13;
    private const int IntegerAttribute = 2;

    // ONNX's number of each type, in the order of Datatype.All.
    private static readonly int[] Types = [9, 2, 4, 12, 13, 3, 5, 6, 7, 10, 1, 11, 8, 16];

    private readonly List<byte> _graph = [];

    /// <summary>Adds an input; a dimension of −1 is any.</summary>
    public OnnxModelWriter Input(string tensor, Datatype type, params long[] shape)
    {
        Put(_graph, 11, ValueInfo(tensor, type, shape));
        return this;
    }

    /// <summary>Adds an output; a dimension of −1 is any.</summary>
    public OnnxModelWriter Output(string tensor, Datatype type, params long[] shape)
    {
        Put(_graph, 12, ValueInfo(tensor, type, shape));
        return this;
    }

    /// <summary>Adds a constant of binary32 numbers.</summary>
    public OnnxModelWriter Weight(string tensor, long[] shape, ReadOnlySpan<float> values)
    {
        var proto = new List<byte>();
        Array.ForEach(shape, s => Number(proto, 1, s));
        Number(proto, 2, TypeOf(Datatype.Fp32));
        Text(proto, 8, tensor);
        Put(proto, 9, MemoryMarshal.AsBytes(values));
        Put(_graph, 5, Of(proto));
        return this;
    }

    /// <summary>Adds an operator with one output.</summary>
    public OnnxModelWriter Node(string operation, string[] inputs, string output, params (string Name, long Value)[] attributes)
    {
        var node = new List<byte>();
        Array.ForEach(inputs, i => Text(node, 1, i));
        Text(node, 2, output);
        Text(node, 4, operation);
        foreach (var (attribute, value) in attributes)
        {
            var proto = new List<byte>();
            Text(proto, 1, attribute);
            Number(proto, 3, value);
            Number(proto, 20, IntegerAttribute);
            Put(node, 5, Of(proto));
        }

        Put(_graph, 1, Of(node));
        return this;
    }

    /// <summary>Adds a conversion of a tensor to another type.</summary>
    public OnnxModelWriter Cast(string input, string output, Datatype to) => Node("Cast", [input], output, ("to", TypeOf(to)));

    /// <summary>The model's file.</summary>
    public byte[] Bytes()
    {
        Text(_graph, 2, name);
        var set = new List<byte>();
        Number(set, 2, OperatorSet);

        var model = new List<byte>();
        Number(model, 1, IrVersion);
        Text(model, 2, "tangram");
        Put(model, 7, Of(_graph));
        Put(model, 8, Of(set));
        return [.. model];
    }

    private static int TypeOf(Datatype type) => Types[type.Code - 1];

    private static ReadOnlySpan<byte> Of(List<byte> bytes) => CollectionsMarshal.AsSpan(bytes);

    private static ReadOnlySpan<byte> ValueInfo(string tensor, Datatype type, long[] shape)
    {
        var dimensions = new List<byte>();
        for (var i = 0; i < shape.Length; i++)
        {
            var dimension = new List<byte>();
            if (shape[i] < 0)
            {
                Text(dimension, 2, i == 0 ? "batch" : $"d{i}");
            }
            else
            {
                Number(dimension, 1, shape[i]);
            }

            Put(dimensions, 1, Of(dimension));
        }

        var tensorType = new List<byte>();
        Number(tensorType, 1, TypeOf(type));
        Put(tensorType, 2, Of(dimensions));
        var proto = new List<byte>();
        Put(proto, 1, Of(tensorType));
        var info = new List<byte>();
        Text(info, 1, tensor);
        Put(info, 2, Of(proto));
        return Of(info);
    }

    private static void Text(List<byte> to, int field, string text) => Put(to, field, Encoding.UTF8.GetBytes(text));

    private static void Put(List<byte> to, int field, ReadOnlySpan<byte> content)
    {
        Varint(to, ((ulong)field << 3) | 2);
        Varint(to, (ulong)content.Length);
        to.AddRange(content);
    }

    private static void Number(List<byte> to, int field, long value)
    {
        Varint(to, (ulong)field << 3);
        Varint(to, unchecked((ulong)value));
    }

    private static void Varint(List<byte> to, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            to.Add((byte)(0x80 | (value & 0x7F)));
        }

        to.Add((byte)value);
    }
}
