using System.Buffers;
using System.Text.Json;

namespace Tangram.Protocol.OpenInference;

/// <summary>Writes the answer to an infer request: JSON, with tensors inside it or as bytes behind it.</summary>
public static class InferResponseWriter
{
    /// <summary>Writes the JSON part.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="version">The version that ran.</param>
    /// <param name="request">The request; it says which outputs go as bytes.</param>
    /// <param name="outputs">The outputs that it is answered with.</param>
    /// <returns>The tensors that are to follow it as bytes, in order; where there are none, all of the answer is JSON.</returns>
    public static IReadOnlyList<Tensor> WriteJson(IBufferWriter<byte> to, string model, string version, InferRequest request, IReadOnlyList<Tensor> outputs)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(outputs);
        using var json = new Utf8JsonWriter(to);
        json.WriteStartObject();
        json.WriteString("model_name", model);
        json.WriteString("model_version", version);
        if (request.Id is not null)
        {
            json.WriteString("id", request.Id);
        }

        json.WriteStartArray("outputs");
        foreach (var output in outputs)
        {
            WriteOutput(json, output, request.WantsBytes(output.Name));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return [.. outputs.Where(o => request.WantsBytes(o.Name))];
    }

    private static void WriteOutput(Utf8JsonWriter json, Tensor output, bool asBytes)
    {
        json.WriteStartObject();
        json.WriteString("name", output.Name);
        json.WriteString("datatype", output.Datatype.Name);
        json.WriteStartArray("shape");
        foreach (var size in output.Shape)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
        if (asBytes)
        {
            json.WriteStartObject("parameters");
            json.WriteNumber("binary_data_size", output.Data.Length);
            json.WriteEndObject();
        }
        else
        {
            json.WritePropertyName("data");
            JsonTensor.Write(json, output);
        }

        json.WriteEndObject();
    }
}
