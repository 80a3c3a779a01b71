using System.Buffers.Binary;
using System.Text;

namespace Tangram.Profiling.Onnx;

/// <summary>Goes through the fields of one protobuf message, as its wire format lays them out.</summary>
internal ref struct ProtoReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private int _at;
    private bool _hasContent;

    public ProtoReader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>The number of the field it stands at.</summary>
    public int Field { get; private set; }

    /// <summary>The field's value where it is a whole number, or the bits of a fixed one.</summary>
    public ulong Number { get; private set; }

    /// <summary>The field's content where it is a message, a text, bytes or packed numbers; empty otherwise.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>The content as a text.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Content);

    /// <summary>The value as a whole number with a sign.</summary>
    public readonly long Signed => unchecked((long)Number);

    /// <summary>The value as a binary32.</summary>
    public readonly float Single => BitConverter.UInt32BitsToSingle(unchecked((uint)Number));

    /// <summary>Goes on to the next field; false at the end.</summary>
    /// <exception cref="FormatException">The bytes are no protobuf message.</exception>
    public bool Next()
    {
        if (_at == _bytes.Length)
        {
            return false;
        }

        var key = Varint();
        Field = (int)(key >> 3);
        Number = 0;
        Content = default;
        _hasContent = (key & 7) == 2;
        switch (key & 7)
        {
            case 0:
                Number = Varint();
                break;
            case 1:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
                break;
            case 2:
                Content = Take(Varint());
                break;
            case 5:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
                break;
            default:
                throw new FormatException($"wire type {key & 7} is none that ONNX uses");
        }

        return true;
    }

    /// <summary>Adds the whole numbers of a repeated field, packed or not.</summary>
    public readonly void AddTo(List<long> numbers)
    {
        if (!_hasContent)
        {
            numbers.Add(Signed);
            return;
        }

        var packed = new ProtoReader(Content);
        while (packed._at < packed._bytes.Length)
        {
            numbers.Add(unchecked((long)packed.Varint()));
        }
    }

    /// <summary>Adds the binary32 numbers of a repeated field, packed or not.</summary>
    public readonly void AddTo(List<float> numbers)
    {
        if (!_hasContent)
        {
            numbers.Add(Single);
            return;
        }

        for (var at = 0; at + sizeof(float) <= Content.Length; at += sizeof(float))
        {
            numbers.Add(BinaryPrimitives.ReadSingleLittleEndian(Content[at..]));
        }
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Take(1)[0];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("a number has more than 64 bits");
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)(_bytes.Length - _at))
        {
            throw new FormatException("it ends in the middle of a field");
        }

        var taken = _bytes.Slice(_at, (int)count);
        _at += (int)count;
        return taken;
    }
}
