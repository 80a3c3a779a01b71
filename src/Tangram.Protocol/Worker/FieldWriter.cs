using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Tangram.Protocol.OpenInference.Models;

namespace Tangram.Protocol.Worker;

/// <summary>Writes a frame's fields one after the other.</summary>
/// <remarks>Every method throws <see cref="FrameTooLargeException"/> where what it is given does not fit.</remarks>
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
        Rank(shape.Count);
        for (var i = 0; i < shape.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), shape[i]);
        }
    }

    /// <summary>Writes what is said of the payload's tensors.</summary>
    public void Tensors(IReadOnlyList<TensorHead> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        Number(tensors.Count);
        for (var i = 0; i < tensors.Count; i++)
        {
            var tensor = tensors[i];
            Text(tensor.Name);
            Take(1)[0] = tensor.Datatype.Code;
            Shape(tensor.Shape);
            Number(tensor.Bytes);
        }
    }

    /// <summary>Writes what is known of a model's inputs or outputs.</summary>
    public void Metadata(IReadOnlyList<TensorMetadata> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        Number(tensors.Count);
        foreach (var tensor in tensors)
        {
            Text(tensor.Name);
            Take(1)[0] = tensor.Datatype.Code;
            Rank(tensor.Shape.Count);
            foreach (var dimension in tensor.Shape)
            {
                Number(dimension);
            }
        }
    }

    private void Rank(int rank)
    {
        if (rank > WorkerProtocol.MaxRank)
        {
            throw new FrameTooLargeException(string.Create(CultureInfo.InvariantCulture, $"a shape of {rank} dimensions does not fit a frame; at most {WorkerProtocol.MaxRank} do"));
        }

        Take(1)[0] = (byte)rank;
    }

    private Span<byte> Take(int count)
    {
        if (count > _bytes.Length - Written)
        {
            throw new FrameTooLargeException(
                string.Create(CultureInfo.InvariantCulture, $"the frame's names and numbers need more than {_bytes.Length} bytes: shorten them"));
        }

        var taken = _bytes.Slice(Written, count);
        Written += count;
        return taken;
    }
}
