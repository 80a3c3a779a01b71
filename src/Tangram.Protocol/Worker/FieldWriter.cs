using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Tangram.Protocol.Worker;

/// <summary>Writes a frame's fields one after the other.</summary>
public ref struct FieldWriter
{
    private readonly Span<byte> _bytes;

    /// <summary>Starts at the beginning of <paramref name="bytes"/>.</summary>
    public FieldWriter(Span<byte> bytes) => _bytes = bytes;

    /// <summary>Bytes written so far.</summary>
    public int Written { get; private set; }

    /// <summary>Writes a whole number.</summary>
    public void Number(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    /// <summary>Writes a text.</summary>
    public void Text(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var length = Encoding.UTF8.GetByteCount(value);
        BinaryPrimitives.WriteUInt16LittleEndian(Take(sizeof(ushort)), (ushort)Math.Min(length, ushort.MaxValue));
        Encoding.UTF8.GetBytes(value, Take(length));
    }

    /// <summary>Writes a shape; an unknown dimension is -1.</summary>
    public void Shape(IReadOnlyList<int> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Count > WorkerProtocol.MaxRank)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"a shape of {shape.Count} dimensions does not fit a frame; at most {WorkerProtocol.MaxRank} do"), nameof(shape));
        }

        Take(1)[0] = (byte)shape.Count;
        foreach (var dimension in shape)
        {
            BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), dimension);
        }
    }

    private Span<byte> Take(int count)
    {
        if (count > _bytes.Length - Written)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"the frame's names and numbers need more than {_bytes.Length} bytes: shorten them"));
        }

        var taken = _bytes.Slice(Written, count);
        Written += count;
        return taken;
    }
}
