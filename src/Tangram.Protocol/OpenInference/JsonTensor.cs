using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Tangram.Protocol.OpenInference;

/// <summary>Tensors as JSON lists, flat or nested, to bytes and back.</summary>
internal static class JsonTensor
{
    /// <summary>The bytes of a JSON list.</summary>
    public static byte[] Read(JsonElement data, Datatype datatype, IReadOnlyList<long> shape, string where, bool base64)
    {
        var expected = Tensor.Count(shape);

        // The shape is a claim: memory is taken for what is there, not for what is claimed.
        var bytes = new MemoryStream((int)Math.Min(expected, data.GetArrayLength()) * datatype.Size);
        Span<byte> element = stackalloc byte[8];
        long count = 0;
        foreach (var value in Flatten(data))
        {
            if (datatype == Datatype.Bytes)
            {
                WriteString(bytes, value, where, base64);
            }
            else
            {
                WriteElement(element, value, datatype, where);
                bytes.Write(element[..datatype.Size]);
            }

            count++;
        }

        return count == expected
            ? bytes.ToArray()
            : throw new ProtocolException($"{where}: 'data' has {count} elements, but shape {Tensor.Describe(shape)} takes {expected}");
    }

    /// <summary>Writes bytes as a flat JSON list.</summary>
    public static void Write(Utf8JsonWriter json, Tensor tensor)
    {
        json.WriteStartArray();
        for (var rest = tensor.Data.Span; rest.Length > 0;)
        {
            rest = rest[WriteFirst(json, rest, tensor)..];
        }

        json.WriteEndArray();
    }

    private static IEnumerable<JsonElement> Flatten(JsonElement data)
    {
        foreach (var value in data.EnumerateArray())
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                yield return value;
                continue;
            }

            foreach (var inner in Flatten(value))
            {
                yield return inner;
            }
        }
    }

    private static void WriteString(MemoryStream bytes, JsonElement value, string where, bool base64)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw new ProtocolException($"{where}: {value} is not a string, as BYTES takes");
        }

        byte[]? content = null;
        if (!base64)
        {
            content = Encoding.UTF8.GetBytes(value.GetString()!);
        }
        else if (!value.TryGetBytesFromBase64(out content))
        {
            throw new ProtocolException($"{where}: content_type is base64, but the string is not base64");
        }

        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        bytes.Write(length);
        bytes.Write(content);
    }

    private static void WriteElement(Span<byte> to, JsonElement value, Datatype datatype, string where)
    {
        var fits = value.ValueKind == JsonValueKind.Number && TryWriteNumber(to, value, datatype.Name);
        if (datatype.Name is "BOOL" && value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            to[0] = value.GetBoolean() ? (byte)1 : (byte)0;
            fits = true;
        }

        if (!fits)
        {
            throw new ProtocolException($"{where}: {value} is not a {datatype}");
        }
    }

    private static bool TryWriteNumber(Span<byte> to, JsonElement value, string datatype)
    {
        switch (datatype)
        {
            case "UINT8":
                return value.TryGetByte(out to[0]);
            case "UINT16" when value.TryGetUInt16(out var v):
                BinaryPrimitives.WriteUInt16LittleEndian(to, v);
                return true;
            case "UINT32" when value.TryGetUInt32(out var v):
                BinaryPrimitives.WriteUInt32LittleEndian(to, v);
                return true;
            case "UINT64" when value.TryGetUInt64(out var v):
                BinaryPrimitives.WriteUInt64LittleEndian(to, v);
                return true;
            case "INT8" when value.TryGetSByte(out var v):
                to[0] = unchecked((byte)v);
                return true;
            case "INT16" when value.TryGetInt16(out var v):
                BinaryPrimitives.WriteInt16LittleEndian(to, v);
                return true;
            case "INT32" when value.TryGetInt32(out var v):
                BinaryPrimitives.WriteInt32LittleEndian(to, v);
                return true;
            case "INT64" when value.TryGetInt64(out var v):
                BinaryPrimitives.WriteInt64LittleEndian(to, v);
                return true;
            case "FP16" when value.TryGetSingle(out var v) && Half.IsFinite((Half)v):
                BinaryPrimitives.WriteHalfLittleEndian(to, (Half)v);
                return true;
            case "BF16" when value.TryGetSingle(out var v) && float.IsFinite(v):
                BinaryPrimitives.WriteUInt16LittleEndian(to, Rounded(v));
                return true;
            case "FP32" when value.TryGetSingle(out var v) && float.IsFinite(v):
                BinaryPrimitives.WriteSingleLittleEndian(to, v);
                return true;
            case "FP64" when value.TryGetDouble(out var v) && double.IsFinite(v):
                BinaryPrimitives.WriteDoubleLittleEndian(to, v);
                return true;
            default:
                return false;
        }
    }

    // Writes the first element of the bytes and says how many of them it took.
    private static int WriteFirst(Utf8JsonWriter json, ReadOnlySpan<byte> from, Tensor tensor)
    {
        switch (tensor.Datatype.Name)
        {
            case "BYTES":
                var length = BinaryPrimitives.ReadInt32LittleEndian(from);
                json.WriteStringValue(from.Slice(4, length));
                return 4 + length;
            case "BOOL":
                json.WriteBooleanValue(from[0] != 0);
                break;
            case "UINT8":
                json.WriteNumberValue(from[0]);
                break;
            case "UINT16":
                json.WriteNumberValue(BinaryPrimitives.ReadUInt16LittleEndian(from));
                break;
            case "UINT32":
                json.WriteNumberValue(BinaryPrimitives.ReadUInt32LittleEndian(from));
                break;
            case "UINT64":
                json.WriteNumberValue(BinaryPrimitives.ReadUInt64LittleEndian(from));
                break;
            case "INT8":
                json.WriteNumberValue(unchecked((sbyte)from[0]));
                break;
            case "INT16":
                json.WriteNumberValue(BinaryPrimitives.ReadInt16LittleEndian(from));
                break;
            case "INT32":
                json.WriteNumberValue(BinaryPrimitives.ReadInt32LittleEndian(from));
                break;
            case "INT64":
                json.WriteNumberValue(BinaryPrimitives.ReadInt64LittleEndian(from));
                break;
            case "FP16":
                json.WriteNumberValue((float)Finite(BinaryPrimitives.ReadHalfLittleEndian(from), tensor));
                break;
            case "BF16":
                json.WriteNumberValue(Finite(BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(from) << 16), tensor));
                break;
            case "FP32":
                json.WriteNumberValue(Finite(BinaryPrimitives.ReadSingleLittleEndian(from), tensor));
                break;
            default:
                json.WriteNumberValue(Finite(BinaryPrimitives.ReadDoubleLittleEndian(from), tensor));
                break;
        }

        return tensor.Datatype.Size;
    }

    // To the nearest value that 16 bits hold, to the even one of two; what is too large for them is cut off.
    private static ushort Rounded(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        var rounded = (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
        return (rounded & 0x7F80) == 0x7F80 ? (ushort)(bits >> 16) : rounded;
    }

    private static T Finite<T>(T value, Tensor tensor)
        where T : INumberBase<T> => T.IsFinite(value)
            ? value
            : throw new ProtocolException($"output '{tensor.Name}' holds {value}, which JSON cannot say; ask for it as bytes with the parameter 'binary_data'");
}
