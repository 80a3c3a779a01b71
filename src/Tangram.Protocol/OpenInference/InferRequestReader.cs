using System.Globalization;
using System.Text.Json;

namespace Tangram.Protocol.OpenInference;

/// <summary>Reads the body of <c>POST /v2/models/{name}/infer</c>: JSON, with tensors inside it or as bytes behind it.</summary>
public static class InferRequestReader
{
    /// <summary>Reads a request.</summary>
    /// <param name="body">The whole body; the request's tensors may point into it.</param>
    /// <param name="jsonLength">Bytes of JSON at its front, from <c>Inference-Header-Content-Length</c>; null where all of it is JSON.</param>
    /// <exception cref="ProtocolException">The body is not such a request.</exception>
    public static InferRequest Read(ReadOnlyMemory<byte> body, int? jsonLength)
    {
        if (jsonLength is { } length && (length < 0 || length > body.Length))
        {
            throw new ProtocolException($"Inference-Header-Content-Length is {length}, but the body has {body.Length} bytes");
        }

        var (head, behind) = (body[..(jsonLength ?? body.Length)], body[(jsonLength ?? body.Length)..]);
        return behind.Length > 0 && BinaryRequestReader.TryRead(head.Span, behind) is { } request ? request : ReadDocument(head, behind);
    }

    private static InferRequest ReadDocument(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> behind)
    {
        using var json = Parse(head);
        try
        {
            return Read(json.RootElement, behind);
        }
        catch (InvalidOperationException fault)
        {
            // The parser looks into strings only when they are asked for.
            throw new ProtocolException("a string in the JSON is not valid Unicode", fault);
        }
    }

    private static InferRequest Read(JsonElement root, ReadOnlyMemory<byte> behind)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new ProtocolException("the body is not a JSON object with 'inputs'");
        }

        if (!root.TryGetProperty("inputs", out var inputs) || inputs.ValueKind != JsonValueKind.Array || inputs.GetArrayLength() == 0)
        {
            throw new ProtocolException("'inputs' is missing or not a list with at least one tensor");
        }

        var tensors = new List<Tensor>();
        foreach (var input in inputs.EnumerateArray())
        {
            tensors.Add(ReadInput(input, tensors.Count, ref behind));
        }

        if (behind.Length > 0)
        {
            throw new ProtocolException($"{behind.Length} bytes behind the JSON belong to no input; their sizes are given by 'binary_data_size'");
        }

        var parameters = Optional(root, "parameters", JsonValueKind.Object);
        return new InferRequest(
            Optional(root, "id", JsonValueKind.String)?.GetString(),
            tensors,
            [.. ReadOutputs(root)],
            ReadTimeout(parameters),
            Flag(parameters, "binary_data_output") ?? false)
        {
            Priority = (int)(Whole(parameters, "priority", 0, int.MaxValue) ?? 0),
        };
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException fault)
        {
            throw new ProtocolException($"the body is not JSON: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }

    private static Tensor ReadInput(JsonElement input, int index, ref ReadOnlyMemory<byte> behind)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"inputs[{index}]");
        if (input.ValueKind != JsonValueKind.Object || Optional(input, "name", JsonValueKind.String)?.GetString() is not { } name)
        {
            throw new ProtocolException($"{where} has no name");
        }

        where = $"input '{name}'";
        var typeName = Optional(input, "datatype", JsonValueKind.String)?.GetString();
        var datatype = Datatype.Find(typeName ?? string.Empty)
            ?? throw new ProtocolException($"{where}: datatype '{typeName}' is not known; known: {Datatype.Names}");
        var shape = ReadShape(input, where);
        if (Optional(input, "parameters", JsonValueKind.Object) is { } parameters
            && Optional(parameters, "binary_data_size", JsonValueKind.Number) is { } sizeField)
        {
            return new Tensor(name, datatype, shape, TakeBytes(sizeField, where, datatype, shape, ref behind));
        }

        return Optional(input, "data", JsonValueKind.Array) is { } data
            ? new Tensor(name, datatype, shape, JsonTensor.Read(data, datatype, shape, where, IsBase64(input)))
            : throw new ProtocolException($"{where} has neither 'data' nor 'binary_data_size'");
    }

    private static long[] ReadShape(JsonElement input, string where)
    {
        if (Optional(input, "shape", JsonValueKind.Array) is not { } list)
        {
            throw new ProtocolException($"{where} has no shape");
        }

        var shape = new List<long>();
        foreach (var size in list.EnumerateArray())
        {
            shape.Add(size.ValueKind == JsonValueKind.Number && size.TryGetInt64(out var value) && value is >= 0 and <= int.MaxValue
                ? value
                : throw new ProtocolException($"{where}: {size} is not a dimension; a shape is a list of whole numbers of at least 0"));
        }

        return shape.Count <= 8 && shape.Aggregate(1.0, (product, size) => product * Math.Max(size, 1)) <= int.MaxValue
            ? [.. shape]
            : throw new ProtocolException($"{where}: shape {Tensor.Describe(shape)} is larger than any that is taken");
    }

    private static ReadOnlyMemory<byte> TakeBytes(JsonElement sizeField, string where, Datatype datatype, long[] shape, ref ReadOnlyMemory<byte> behind)
    {
        if (!sizeField.TryGetInt32(out var size) || size < 0 || size > behind.Length)
        {
            throw new ProtocolException($"{where}: binary_data_size is {sizeField}, but {behind.Length} bytes are left behind the JSON");
        }

        var expected = Tensor.Count(shape) * datatype.Size;
        if (datatype.Size > 0 && size != expected)
        {
            throw new ProtocolException($"{where}: binary_data_size is {size}, but shape {Tensor.Describe(shape)} of {datatype} takes {expected} bytes");
        }

        var taken = behind[..size];
        behind = behind[size..];
        return taken;
    }

    private static IEnumerable<RequestedOutput> ReadOutputs(JsonElement root)
    {
        if (Optional(root, "outputs", JsonValueKind.Array) is not { } outputs)
        {
            yield break;
        }

        foreach (var output in outputs.EnumerateArray())
        {
            var name = output.ValueKind == JsonValueKind.Object ? Optional(output, "name", JsonValueKind.String)?.GetString() : null;
            yield return new RequestedOutput(
                name ?? throw new ProtocolException("an entry of 'outputs' has no name"),
                Flag(Optional(output, "parameters", JsonValueKind.Object), "binary_data"),
                (int)(Whole(Optional(output, "parameters", JsonValueKind.Object), "classification", 0, int.MaxValue) ?? 0));
        }
    }

    private static TimeSpan? ReadTimeout(JsonElement? parameters)
    {
        return Whole(parameters, "timeout", 0, 3_600_000_000) switch
        {
            null or 0 => null,
            { } microseconds => TimeSpan.FromMicroseconds(microseconds),
        };
    }

    private static long? Whole(JsonElement? parameters, string name, long least, long most)
    {
        if (parameters is not { } given || !given.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most
            ? number
            : throw new ProtocolException($"parameter '{name}' is {value}; it is a whole number from {least} to {most}");
    }

    // The content type that MLServer's clients name for bytes that JSON cannot hold.
    private static bool IsBase64(JsonElement input) =>
        Optional(input, "parameters", JsonValueKind.Object) is { } parameters
        && string.Equals(Optional(parameters, "content_type", JsonValueKind.String)?.GetString(), "base64", StringComparison.Ordinal);

    private static bool? Flag(JsonElement? parameters, string name) =>
        parameters is { } given && given.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => throw new ProtocolException($"parameter '{name}' is {value}; it is true or false"),
            }
            : null;

    private static JsonElement? Optional(JsonElement parent, string name, JsonValueKind kind) =>
        !parent.TryGetProperty(name, out var found) || found.ValueKind == JsonValueKind.Null ? null
        : found.ValueKind == kind ? found
        : throw new ProtocolException($"'{name}' is not a {kind.ToString().ToLowerInvariant()}");
}
