using System.Buffers;
using System.Text.Json;

namespace Tangram.Protocol.OpenInference;

/// <summary>Writes the answer to an infer request: JSON, with tensors inside it or as bytes behind it.</summary>
public static class InferResponseWriter
{
    // Names that need no look at their letters any more.
    private static readonly JsonEncodedText ModelName = JsonEncodedText.Encode("model_name");
    private static readonly JsonEncodedText ModelVersion = JsonEncodedText.Encode("model_version");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Outputs = JsonEncodedText.Encode("outputs");
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText DatatypeName = JsonEncodedText.Encode("datatype");
    private static readonly JsonEncodedText Shape = JsonEncodedText.Encode("shape");
    private static readonly JsonEncodedText Parameters = JsonEncodedText.Encode("parameters");
    private static readonly JsonEncodedText BinaryDataSize = JsonEncodedText.Encode("binary_data_size");
    private static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");

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
        json.WriteString(ModelName, model);
        json.WriteString(ModelVersion, version);
        if (request.Id is not null)
        {
            json.WriteString(Id, request.Id);
        }

        var behind = new List<Tensor>(outputs.Count);
        json.WriteStartArray(Outputs);
        for (var i = 0; i < outputs.Count; i++)
        {
            var asBytes = request.WantsBytes(outputs[i].Name);
            WriteOutput(json, outputs[i], asBytes);
            if (asBytes)
            {
                behind.Add(outputs[i]);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return behind;
    }

    private static void WriteOutput(Utf8JsonWriter json, Tensor output, bool asBytes)
    {
        json.WriteStartObject();
        json.WriteString(Name, output.Name);
        json.WriteString(DatatypeName, output.Datatype.Name);
        json.WriteStartArray(Shape);
        for (var i = 0; i < output.Shape.Count; i++)
        {
            json.WriteNumberValue(output.Shape[i]);
        }

        json.WriteEndArray();
        if (asBytes)
        {
            json.WriteStartObject(Parameters);
            json.WriteNumber(BinaryDataSize, output.Data.Length);
            json.WriteEndObject();
        }
        else
        {
            json.WritePropertyName(Data);
            JsonTensor.Write(json, output);
        }

        json.WriteEndObject();
    }
}
