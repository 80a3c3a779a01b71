using System.Runtime.InteropServices;

namespace Tangram.Profiling.Onnx;

/// <summary>Reads the parts of an ONNX file that say what is computed on what size; field numbers are those of <c>onnx.proto</c>.</summary>
internal static class OnnxReader
{
    /// <summary>Reads a model.</summary>
    /// <param name="bytes">A ModelProto.</param>
    /// <exception cref="FormatException">The bytes are no ONNX model.</exception>
    public static OnnxModel Read(ReadOnlySpan<byte> bytes)
    {
        OnnxModel? model = null;
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            if (reader.Field == 7)
            {
                model = Graph(reader.Content);
            }
        }

        return model is { Nodes.Count: > 0 } ? model : throw new FormatException("it has no graph");
    }

    private static OnnxModel Graph(ReadOnlySpan<byte> bytes)
    {
        var nodes = new List<OnnxNode>();
        var weights = new Dictionary<string, OnnxTensor>(StringComparer.Ordinal);
        var (inputs, outputs) = (new List<string>(), new List<string>());
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    nodes.Add(Node(reader.Content));
                    break;
                case 5:
                    var (name, tensor) = Tensor(reader.Content);
                    weights[name] = tensor;
                    break;
                case 11:
                    inputs.Add(NameOf(reader.Content));
                    break;
                case 12:
                    outputs.Add(NameOf(reader.Content));
                    break;
            }
        }

        return new OnnxModel(nodes, weights, [.. inputs.Where(i => !weights.ContainsKey(i))], outputs);
    }

    private static string NameOf(ReadOnlySpan<byte> valueInfo)
    {
        var reader = new ProtoReader(valueInfo);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                return reader.Text;
            }
        }

        return string.Empty;
    }

    private static OnnxNode Node(ReadOnlySpan<byte> bytes)
    {
        var (inputs, outputs, kind) = (new List<string>(), new List<string>(), string.Empty);
        var attributes = new Dictionary<string, OnnxAttribute>(StringComparer.Ordinal);
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    inputs.Add(reader.Text);
                    break;
                case 2:
                    outputs.Add(reader.Text);
                    break;
                case 4:
                    kind = reader.Text;
                    break;
                case 5:
                    var (name, attribute) = Attribute(reader.Content);
                    attributes[name] = attribute;
                    break;
            }
        }

        return new OnnxNode(kind, inputs, outputs, attributes);
    }

    private static (string Name, OnnxAttribute Attribute) Attribute(ReadOnlySpan<byte> bytes)
    {
        var (name, text, integer) = (string.Empty, string.Empty, 0L);
        var (integers, floats) = (new List<long>(), new List<float>());
        OnnxTensor? tensor = null;
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    name = reader.Text;
                    break;
                case 2:
                    floats.Add(reader.Single);
                    break;
                case 3:
                    integer = reader.Signed;
                    break;
                case 4:
                    text = reader.Text;
                    break;
                case 5:
                    tensor = Tensor(reader.Content).Tensor;
                    break;
                case 7:
                    reader.AddTo(floats);
                    break;
                case 8:
                    reader.AddTo(integers);
                    break;
            }
        }

        return (name, new OnnxAttribute(integer, integers, floats, text, tensor));
    }

    private static (string Name, OnnxTensor Tensor) Tensor(ReadOnlySpan<byte> bytes)
    {
        var (name, type) = (string.Empty, 0L);
        var (shape, integers, floats) = (new List<long>(), new List<long>(), new List<float>());
        var raw = ReadOnlySpan<byte>.Empty;
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    reader.AddTo(shape);
                    break;
                case 2:
                    type = reader.Signed;
                    break;
                case 4 when reader.Content.Length <= OnnxTensor.MostValues * sizeof(float):
                    reader.AddTo(floats);
                    break;
                case 5 or 7:
                    reader.AddTo(integers);
                    break;
                case 8:
                    name = reader.Text;
                    break;
                case 9:
                    raw = reader.Content;
                    break;
            }
        }

        var tensor = new OnnxTensor(shape, OnnxTensor.SizeOf(type), IsConstant: true);
        IReadOnlyList<double>? values = tensor.Elements > OnnxTensor.MostValues ? null
            : integers.Count > 0 ? [.. integers.Select(i => (double)i)]
            : floats.Count > 0 ? [.. floats.Select(f => (double)f)]
            : Values(raw, type);
        return (name, tensor with { Values = values?.Count == tensor.Elements ? values : null });
    }

    // raw_data is little-endian, as is every machine that this runs on.
    private static IReadOnlyList<double>? Values(ReadOnlySpan<byte> raw, long type) => type switch
    {
        1 => [.. MemoryMarshal.Cast<byte, float>(raw).ToArray().Select(v => (double)v)],
        6 => [.. MemoryMarshal.Cast<byte, int>(raw).ToArray().Select(v => (double)v)],
        7 => [.. MemoryMarshal.Cast<byte, long>(raw).ToArray().Select(v => (double)v)],
        11 => [.. MemoryMarshal.Cast<byte, double>(raw).ToArray()],
        _ => null,
    };
}
