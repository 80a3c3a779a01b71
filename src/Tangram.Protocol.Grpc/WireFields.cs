using Tangram.Protocol.OpenInference;

namespace Tangram.Protocol.Grpc;

/// <summary>Walks over a serialized message's own fields without reading what is in them.</summary>
internal ref struct WireFields(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The field's number and wire type, as they are written.</summary>
    public uint Tag { get; private set; }

    /// <summary>Where the field begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where its content begins.</summary>
    public int ContentStart { get; private set; }

    /// <summary>One past its last byte.</summary>
    public int End { get; private set; }

    /// <summary>Goes to the next field, if there is one.</summary>
    /// <exception cref="ProtocolException">The bytes are not fields.</exception>
    public bool Next()
    {
        if (End == _bytes.Length)
        {
            return false;
        }

        Start = End;
        var at = Start;
        var tag = Number(ref at);
        Tag = tag is > 0 and <= uint.MaxValue ? (uint)tag : throw Malformed("a field has no number", Start);
        var length = (Tag & 7) switch
        {
            0 => LengthOfNumber(at),
            1 => 8UL,
            2 => Number(ref at),
            5 => 4UL,
            _ => throw Malformed($"field {Tag >> 3} has wire type {Tag & 7}, which no field of it has", Start),
        };
        ContentStart = at;
        End = length <= (ulong)(_bytes.Length - at) ? at + (int)length : throw Malformed($"field {Tag >> 3} does not end where its length says", Start);
        return true;
    }

    private readonly ulong LengthOfNumber(int at)
    {
        var end = at;
        Number(ref end);
        return (ulong)(end - at);
    }

    private readonly ulong Number(ref int at)
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (at == _bytes.Length)
            {
                throw Malformed("it ends in the middle of a field", at);
            }

            var next = _bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Malformed("a number takes more than ten bytes", at);
    }

    private static ProtocolException Malformed(string why, int at) => new($"the message is no protocol buffer: {why}, at byte {at}");
}
