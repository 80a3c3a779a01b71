using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;

namespace Tangram.Protocol.Worker;

/// <summary>Reads a frame's fields in the order they were written.</summary>
/// <remarks>Every method throws <see cref="WorkerProtocolException"/> where the fields end too early or are not what is read.</remarks>
public ref struct FieldReader
{
    // The least that one tensor takes in the fields: an empty name, a datatype and a rank.
    private const int LeastTensor = sizeof(ushort) + 1 + 1;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly TextPool? _texts;
    private int _read;

    /// <summary>Starts at the beginning of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">The fields.</param>
    /// <param name="texts">Texts that are taken rather than made anew; null for none.</param>
    public FieldReader(ReadOnlySpan<byte> bytes, TextPool? texts = null)
    {
        _bytes = bytes;
        _texts = texts;
    }

    /// <summary>Reads a whole number.</summary>
    public long Number() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>Reads a whole number from <paramref name="min"/> to <see cref="int.MaxValue"/>.</summary>
    public int Count(int min)
    {
        var value = Number();
        return value >= min && value <= int.MaxValue
            ? (int)value
            : throw new WorkerProtocolException(string.Create(CultureInfo.InvariantCulture, $"a frame has {value} where a count of at least {min} belongs"));
    }

    /// <summary>Reads a text.</summary>
    public string Text()
    {
        var utf8 = Take(BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort))));
        return _texts is null ? Encoding.UTF8.GetString(utf8) : _texts.Get(utf8);
    }

    /// <summary>Reads a shape; an unknown dimension is -1.</summary>
    public int[] Shape()
    {
        var shape = new int[Rank()];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));
        }

        return shape;
    }

    /// <summary>Reads what is said of the payload's tensors.</summary>
    public TensorHead[] Tensors()
    {
        var tensors = new TensorHead[TensorCount()];
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i] = new TensorHead(Text(), Datatype(), Shape(), Count(min: 0));
        }

        return tensors;
    }

    /// <summary>Reads what is known of a model's inputs or outputs.</summary>
    public TensorMetadata[] Metadata()
    {
        var tensors = new TensorMetadata[TensorCount()];
        for (var i = 0; i < tensors.Length; i++)
        {
            var (name, datatype, shape) = (Text(), Datatype(), new long[Rank()]);
            for (var d = 0; d < shape.Length; d++)
            {
                shape[d] = Number();
            }

            tensors[i] = new TensorMetadata(name, datatype, shape);
        }

        return tensors;
    }

    /// <summary>Checks that nothing is left.</summary>
    public readonly void End()
    {
        if (_read != _bytes.Length)
        {
            throw new WorkerProtocolException(string.Create(CultureInfo.InvariantCulture, $"a frame has {_bytes.Length - _read} bytes after its last field"));
        }
    }

    private int TensorCount()
    {
        var count = Count(min: 0);
        return count <= (_bytes.Length - _read) / LeastTensor
            ? count
            : throw new WorkerProtocolException(string.Create(CultureInfo.InvariantCulture, $"a frame announces {count} tensors, more than its fields can hold"));
    }

    private int Rank()
    {
        var rank = Take(1)[0];
        return rank <= WorkerProtocol.MaxRank
            ? rank
            : throw new WorkerProtocolException(string.Create(CultureInfo.InvariantCulture, $"a frame has a shape of {rank} dimensions; at most {WorkerProtocol.MaxRank} are allowed"));
    }

    private Datatype Datatype()
    {
        var code = Take(1)[0];
        return OpenInference.Datatype.Find(code)
            ?? throw new WorkerProtocolException(string.Create(CultureInfo.InvariantCulture, $"a frame has datatype {code}; no such datatype exists"));
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
