using System.Text;

namespace Tangram.Profiling.Tests.Onnx;

/// <summary>Writes small ONNX models as bytes, field by field.</summary>
internal sealed class OnnxWriter
{
    private readonly List<byte> _graph = [];

    public OnnxWriter Input(string name)
    {
        Put(_graph, 11, Message(m => Text(m, 1, name)));
        return this;
    }

    public OnnxWriter Output(string name)
    {
        Put(_graph, 12, Message(m => Text(m, 1, name)));
        return this;
    }

    /// <summary>A weight of binary32 numbers whose values are not there, as where they lie in a file of their own.</summary>
    public OnnxWriter Weight(string name, params long[] shape)
    {
        Put(_graph, 5, Message(m =>
        {
            Array.ForEach(shape, s => Number(m, 1, s));
            Number(m, 2, 1);
            Text(m, 8, name);
        }));
        return this;
    }

    public OnnxWriter Integers(string name, params long[] values)
    {
        Put(_graph, 5, Message(m =>
        {
            Put(m, 1, Message(packed => Varint(packed, (ulong)values.Length)));
            Number(m, 2, 7);
            Text(m, 8, name);
            Put(m, 9, [.. values.SelectMany(BitConverter.GetBytes)]);
        }));
        return this;
    }

    public OnnxWriter Node(string kind, string[] inputs, string output, params (string Name, long[] Values)[] attributes)
    {
        Put(_graph, 1, Message(m =>
        {
            Array.ForEach(inputs, i => Text(m, 1, i));
            Text(m, 2, output);
            Text(m, 4, kind);
            foreach (var (name, values) in attributes)
            {
                Put(m, 5, Message(a =>
                {
                    Text(a, 1, name);
                    if (values.Length == 1)
                    {
                        Number(a, 3, values[0]);
                    }

                    Array.ForEach(values, v => Number(a, 8, v));
                }));
            }
        }));
        return this;
    }

    public byte[] Bytes() => Message(m =>
    {
        Number(m, 1, 8);
        Put(m, 7, _graph);
    });

    private static byte[] Message(Action<List<byte>> write)
    {
        var bytes = new List<byte>();
        write(bytes);
        return [.. bytes];
    }

    private static void Text(List<byte> to, int field, string text) => Put(to, field, Encoding.UTF8.GetBytes(text));

    private static void Put(List<byte> to, int field, IReadOnlyCollection<byte> content)
    {
        Varint(to, ((ulong)field << 3) | 2);
        Varint(to, (ulong)content.Count);
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
