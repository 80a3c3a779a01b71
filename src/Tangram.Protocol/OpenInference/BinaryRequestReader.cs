using System.Text.Json;

namespace Tangram.Protocol.OpenInference;

/// <summary>Reads the requests that most clients send, whose tensors all follow the JSON as bytes, in one pass and without a document in memory.</summary>
/// <remarks>It knows no faults: whatever is not plainly such a request is left to <see cref="InferRequestReader"/>, which says what is wrong with it.</remarks>
internal static class BinaryRequestReader
{
    private const int LongestShape = 8;

    /// <summary>The request; null where it is not plainly one.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="behind">The bytes after it.</param>
    public static InferRequest? TryRead(ReadOnlySpan<byte> json, ReadOnlyMemory<byte> behind)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            return TryRead(ref reader, behind);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static InferRequest? TryRead(ref Utf8JsonReader reader, ReadOnlyMemory<byte> behind)
    {
        string? id = null;
        List<Tensor>? inputs = null;
        List<RequestedOutput>? outputs = null;
        Terms? terms = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (NextProperty(ref reader))
        {
            var isRead = true;
            if (id is null && IsNamed(ref reader, "id"u8))
            {
                isRead = TryReadText(ref reader, out id);
            }
            else if (inputs is null && IsNamed(ref reader, "inputs"u8))
            {
                inputs = TryReadInputs(ref reader, ref behind);
                isRead = inputs is not null;
            }
            else if (outputs is null && IsNamed(ref reader, "outputs"u8))
            {
                outputs = TryReadOutputs(ref reader);
                isRead = outputs is not null;
            }
            else if (terms is null && IsNamed(ref reader, "parameters"u8))
            {
                terms = TryReadTerms(ref reader);
                isRead = terms is not null;
            }
            else
            {
                return null;
            }

            if (!isRead)
            {
                return null;
            }
        }

        // What follows the object, if anything does, makes the reader throw.
        return inputs is null || behind.Length > 0 || reader.Read()
            ? null
            : new InferRequest(id, inputs, outputs ?? [], terms?.Timeout, terms?.BinaryOutputs ?? false) { Priority = terms?.Priority ?? 0 };
    }

    private static List<Tensor>? TryReadInputs(ref Utf8JsonReader reader, ref ReadOnlyMemory<byte> behind)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        var inputs = new List<Tensor>(2);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            if (TryReadInput(ref reader, ref behind) is not { } input)
            {
                return null;
            }

            inputs.Add(input);
        }

        return inputs.Count > 0 && reader.TokenType == JsonTokenType.EndArray ? inputs : null;
    }

    private static Tensor? TryReadInput(ref Utf8JsonReader reader, ref ReadOnlyMemory<byte> behind)
    {
        string? name = null;
        Datatype? datatype = null;
        long[]? shape = null;
        int? size = null;
        while (NextProperty(ref reader))
        {
            var isRead =
                name is null && IsNamed(ref reader, "name"u8) ? TryReadText(ref reader, out name)
                : datatype is null && IsNamed(ref reader, "datatype"u8) ? TryReadDatatype(ref reader, out datatype)
                : shape is null && IsNamed(ref reader, "shape"u8) ? TryReadShape(ref reader, out shape)
                : size is null && IsNamed(ref reader, "parameters"u8) && TryReadSize(ref reader, out size);
            if (!isRead)
            {
                return null;
            }
        }

        if (name is null || datatype is null || shape is null || size is not { } bytes || bytes < 0 || bytes > behind.Length
            || (datatype.Size > 0 && bytes != Tensor.Count(shape) * datatype.Size))
        {
            return null;
        }

        var data = behind[..bytes];
        behind = behind[bytes..];
        return new Tensor(name, datatype, shape, data);
    }

    private static bool TryReadDatatype(ref Utf8JsonReader reader, out Datatype? datatype)
    {
        datatype = reader.Read() && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped ? Datatype.Find(reader.ValueSpan) : null;
        return datatype is not null;
    }

    private static bool TryReadShape(ref Utf8JsonReader reader, out long[]? shape)
    {
        shape = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        Span<long> sizes = stackalloc long[LongestShape];
        var (count, product) = (0, 1.0);
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            if (count == LongestShape || !reader.TryGetInt64(out var size) || size is < 0 or > int.MaxValue)
            {
                return false;
            }

            sizes[count++] = size;
            product *= Math.Max(size, 1);
        }

        shape = sizes[..count].ToArray();
        return reader.TokenType == JsonTokenType.EndArray && product <= int.MaxValue;
    }

    private static bool TryReadSize(ref Utf8JsonReader reader, out int? size)
    {
        size = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject || !NextProperty(ref reader) || !IsNamed(ref reader, "binary_data_size"u8)
            || !reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var bytes))
        {
            return false;
        }

        size = bytes;
        return reader.Read() && reader.TokenType == JsonTokenType.EndObject;
    }

    private static List<RequestedOutput>? TryReadOutputs(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        var outputs = new List<RequestedOutput>(2);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            string? name = null;
            OutputTerms? terms = null;
            while (NextProperty(ref reader))
            {
                if (!(name is null && IsNamed(ref reader, "name"u8) ? TryReadText(ref reader, out name)
                    : terms is null && IsNamed(ref reader, "parameters"u8) && (terms = TryReadOutputTerms(ref reader)) is not null))
                {
                    return null;
                }
            }

            if (name is null)
            {
                return null;
            }

            outputs.Add(new RequestedOutput(name, terms?.Binary, terms?.Classes ?? 0));
        }

        return reader.TokenType == JsonTokenType.EndArray ? outputs : null;
    }

    private static OutputTerms? TryReadOutputTerms(ref Utf8JsonReader reader)
    {
        bool? binary = null;
        int? classes = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (NextProperty(ref reader))
        {
            if (!(binary is null && IsNamed(ref reader, "binary_data"u8) ? TryReadFlag(ref reader, out binary)
                : classes is null && IsNamed(ref reader, "classification"u8) && TryReadWhole(ref reader, out classes)))
            {
                return null;
            }
        }

        return new OutputTerms(binary, classes ?? 0);
    }

    private static Terms? TryReadTerms(ref Utf8JsonReader reader)
    {
        bool? binary = null;
        int? priority = null;
        int? timeout = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (NextProperty(ref reader))
        {
            if (!(binary is null && IsNamed(ref reader, "binary_data_output"u8) ? TryReadFlag(ref reader, out binary)
                : priority is null && IsNamed(ref reader, "priority"u8) ? TryReadWhole(ref reader, out priority)
                : timeout is null && IsNamed(ref reader, "timeout"u8) && TryReadWhole(ref reader, out timeout)))
            {
                return null;
            }
        }

        return new Terms(binary ?? false, priority ?? 0, timeout is > 0 and { } microseconds ? TimeSpan.FromMicroseconds(microseconds) : null);
    }

    private static bool NextProperty(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static bool IsNamed(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(name);

    private static bool TryReadText(ref Utf8JsonReader reader, out string? text)
    {
        text = reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return text is not null;
    }

    private static bool TryReadFlag(ref Utf8JsonReader reader, out bool? flag)
    {
        flag = reader.Read() && reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.TokenType == JsonTokenType.True : null;
        return flag is not null;
    }

    // A larger timeout is rare enough to be read the other way.
    private static bool TryReadWhole(ref Utf8JsonReader reader, out int? number)
    {
        number = reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value) && value >= 0 ? value : null;
        return number is not null;
    }

    private readonly record struct Terms(bool BinaryOutputs, int Priority, TimeSpan? Timeout);

    private readonly record struct OutputTerms(bool? Binary, int Classes);
}
