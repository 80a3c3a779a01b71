using Tangram.TestKit.Onnx;

namespace Tangram.Profiling.Tests.Onnx;

/// <summary>Writes small ONNX models as bytes, field by field.</summary>
internal sealed class OnnxWriter
{
    private readonly ProtobufWriter _graph = new();

    public OnnxWriter Input(string name)
    {
        _graph.Message(11, new ProtobufWriter().Text(1, name).ToArray());
        return this;
    }

    public OnnxWriter Output(string name)
    {
        _graph.Message(12, new ProtobufWriter().Text(1, name).ToArray());
        return this;
    }

    /// <summary>A weight of binary32 numbers whose values are not there, as where they lie in a file of their own.</summary>
    public OnnxWriter Weight(string name, params long[] shape)
    {
        var tensor = new ProtobufWriter();
        Array.ForEach(shape, s => tensor.Number(1, s));
        _graph.Message(5, tensor.Number(2, 1).Text(8, name).ToArray());
        return this;
    }

    public OnnxWriter Integers(string name, params long[] values)
    {
        // Its one dimension is packed, as some writers have it.
        _graph.Message(5, new ProtobufWriter()
            .Message(1, [(byte)values.Length]).Number(2, 7).Text(8, name).Message(9, [.. values.SelectMany(BitConverter.GetBytes)]).ToArray());
        return this;
    }

    public OnnxWriter Node(string kind, string[] inputs, string output, params (string Name, long[] Values)[] attributes)
    {
        var node = new ProtobufWriter().Texts(1, inputs).Text(2, output).Text(4, kind);
        foreach (var (name, values) in attributes)
        {
            var attribute = new ProtobufWriter().Text(1, name);
            if (values.Length == 1)
            {
                attribute.Number(3, values[0]);
            }

            Array.ForEach(values, v => attribute.Number(8, v));
            node.Message(5, attribute.ToArray());
        }

        _graph.Message(1, node.ToArray());
        return this;
    }

    public byte[] Bytes() => new ProtobufWriter().Number(1, 8).Message(7, _graph.ToArray()).ToArray();
}
