using System.Text;

namespace Tangram.TestKit.Onnx;

/// <summary>Writes the fields of one protobuf message.</summary>
public sealed class ProtobufWriter
{
    private readonly List<byte> _bytes = [];

    public ProtobufWriter Number(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint(unchecked((ulong)value));
        return this;
    }

    public ProtobufWriter Message(int field, byte[] message)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)message.Length);
        _bytes.AddRange(message);
        return this;
    }

    public ProtobufWriter Messages(int field, IEnumerable<byte[]> messages)
    {
        foreach (var message in messages)
        {
            Message(field, message);
        }

        return this;
    }

    public ProtobufWriter Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    public ProtobufWriter Texts(int field, IEnumerable<string> texts) => Messages(field, texts.Select(Encoding.UTF8.GetBytes));

    public byte[] ToArray() => [.. _bytes];

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Add((byte)((value & 0x7F) | 0x80));
        }

        _bytes.Add((byte)value);
    }
}
