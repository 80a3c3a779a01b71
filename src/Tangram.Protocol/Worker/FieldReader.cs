using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Tangram.Protocol.Worker;

/// <summary>Reads a frame's fields in the order they were written.</summary>
public ref struct FieldReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private int _read;

    /// <summary>Starts at the beginning of <paramref name="bytes"/>.</summary>
    public FieldReader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Reads a whole number.</summary>
    /// <exception cref="WorkerProtocolException">The fields end before it does.</exception>
    public long Number() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>Reads a whole number from <paramref name="min"/> to <see cref="int.MaxValue"/>.</summary>
    /// <exception cref="WorkerProtocolException">The fields end before it does, or it is out of range.</exception>
    public int Count(int min)
    {
        var value = Number();
        return value >= min && value <= int.MaxValue
            ? (int)value
            : throw new WorkerProtocolException(string.Create(CultureInfo.InvariantCulture, $"a frame has {value} where a count of at least {min} belongs"));
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="WorkerProtocolException">The fields end before it does.</exception>
    public string Text() => Encoding.UTF8.GetString(Take(BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)))));

    /// <summary>Reads a shape; an unknown dimension is -1.</summary>
    /// <exception cref="WorkerProtocolException">The fields end before it does, or it has too many dimensions.</exception>
    public int[] Shape()
    {
        var rank = Take(1)[0];
        if (rank > WorkerProtocol.MaxRank)
        {
            throw new WorkerProtocolException(string.Create(CultureInfo.InvariantCulture, $"a frame has a shape of {rank} dimensions; at most {WorkerProtocol.MaxRank} are allowed"));
        }

        var shape = new int[rank];
        for (var i = 0; i < rank; i++)
        {
            shape[i] = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));
        }

        return shape;
    }

    /// <summary>Checks that nothing is left.</summary>
    /// <exception cref="WorkerProtocolException">Bytes are left over.</exception>
    public readonly void End()
    {
        if (_read != _bytes.Length)
        {
            throw new WorkerProtocolException(string.Create(CultureInfo.InvariantCulture, $"a frame has {_bytes.Length - _read} bytes after its last field"));
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _read)
        {
            throw new WorkerProtocolException("a frame ends in the middle of a field");
        }

        var taken = _bytes.Slice(_read, count);
        _read += count;
        return taken;
    }
}
