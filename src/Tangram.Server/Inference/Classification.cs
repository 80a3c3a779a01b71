using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Tangram.Protocol.OpenInference;

namespace Tangram.Server.Inference;

/// <summary>Triton's classification extension: of each item the highest values, as <c>value:index</c> or <c>value:index:label</c>.</summary>
internal static class Classification
{
    /// <summary>The highest values of an output.</summary>
    /// <param name="output">Numbers, of each item as many as its other dimensions take.</param>
    /// <param name="classes">How many to answer, at least 1; fewer where an item has fewer.</param>
    /// <param name="isBatched">Whether the first dimension is that of the batch.</param>
    /// <param name="labels">Names of the indices; fewer or none where they have none.</param>
    /// <exception cref="InferenceException">The output does not hold numbers.</exception>
    public static Tensor Of(Tensor output, int classes, bool isBatched, IReadOnlyList<string> labels)
    {
        if (output.Datatype == Datatype.Bytes || output.Datatype == Datatype.Bool)
        {
            throw new InferenceException(InferenceFault.Invalid, $"classification of output '{output.Name}' is not possible: it holds {output.Datatype}, not numbers");
        }

        var items = isBatched ? (int)output.Shape[0] : 1;
        var each = items == 0 ? 0 : (int)(output.Elements / items);
        var count = Math.Min(classes, each);
        var strings = new List<byte[]>(items * count);
        for (var item = 0; item < items; item++)
        {
            var first = item * each;
            strings.AddRange(Enumerable.Range(0, each).OrderByDescending(i => At(output, first + i)).Take(count).Select(i => Text(output, first + i, i, labels)));
        }

        return new Tensor(output.Name, Datatype.Bytes, isBatched ? [items, count] : [count], ByteStrings.Join(strings));
    }

    private static byte[] Text(Tensor output, int at, int index, IReadOnlyList<string> labels)
    {
        var value = At(output, at).ToString(output.Datatype.Name.Contains("INT", StringComparison.Ordinal) ? "F0" : "F6", CultureInfo.InvariantCulture);
        var label = index < labels.Count && labels[index].Length > 0 ? ":" + labels[index] : string.Empty;
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{value}:{index}{label}"));
    }

    private static double At(Tensor output, int index)
    {
        var from = output.Data.Span[(index * output.Datatype.Size)..];
        return output.Datatype.Name switch
        {
            "UINT8" => from[0],
            "INT8" => unchecked((sbyte)from[0]),
            "UINT16" => BinaryPrimitives.ReadUInt16LittleEndian(from),
            "INT16" => BinaryPrimitives.ReadInt16LittleEndian(from),
            "UINT32" => BinaryPrimitives.ReadUInt32LittleEndian(from),
            "INT32" => BinaryPrimitives.ReadInt32LittleEndian(from),
            "UINT64" => BinaryPrimitives.ReadUInt64LittleEndian(from),
            "INT64" => BinaryPrimitives.ReadInt64LittleEndian(from),
            "FP16" => (double)BinaryPrimitives.ReadHalfLittleEndian(from),
            "BF16" => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(from) << 16),
            "FP32" => BinaryPrimitives.ReadSingleLittleEndian(from),
            _ => BinaryPrimitives.ReadDoubleLittleEndian(from),
        };
    }
}
