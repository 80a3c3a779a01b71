using Tangram.Protocol.OpenInference;

namespace Tangram.Protocol.Worker;

/// <summary>What a frame's fields say of one tensor in its payload.</summary>
/// <remarks>Elements lie as in the Open Inference Protocol: little-endian, in row-major order, those of <c>BYTES</c> each after their length in four bytes.</remarks>
/// <param name="Name">The input's or output's name.</param>
/// <param name="Datatype">Type of its elements.</param>
/// <param name="Shape">Its dimensions, with that of the batch where there is one.</param>
/// <param name="Bytes">Length of its elements in the payload, in bytes; from 0.</param>
public sealed record TensorHead(string Name, Datatype Datatype, IReadOnlyList<int> Shape, int Bytes)
{
    /// <summary>Bytes that elements of <paramref name="datatype"/> in <paramref name="shape"/> take, four each where they are <c>BYTES</c> without a character; −1 where they are more than a frame takes or a dimension is negative.</summary>
    public static int BytesOf(Datatype datatype, IReadOnlyList<int> shape)
    {
        ArgumentNullException.ThrowIfNull(datatype);
        ArgumentNullException.ThrowIfNull(shape);
        long bytes = datatype == Datatype.Bytes ? sizeof(int) : datatype.Size;
        var empty = false;
        foreach (var dimension in shape)
        {
            if (dimension < 0)
            {
                return -1;
            }

            // A later dimension of 0 makes any product nothing, so the product stops growing where it is too large.
            empty |= dimension == 0;
            bytes = bytes > WorkerProtocol.MaxPayloadBytes ? bytes : bytes * Math.Max(dimension, 1);
        }

        return empty ? 0 : bytes <= WorkerProtocol.MaxPayloadBytes ? (int)bytes : -1;
    }

    /// <summary>Whether the length is that of the datatype and shape; that of <c>BYTES</c> is at least four an element.</summary>
    public bool IsSound
    {
        get
        {
            var bytes = BytesOf(Datatype, Shape);
            return bytes >= 0 && (Datatype == Datatype.Bytes && bytes > 0 ? Bytes >= bytes : Bytes == bytes);
        }
    }
}
