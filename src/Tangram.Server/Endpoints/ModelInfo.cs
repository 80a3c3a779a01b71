using System.Text.Json.Nodes;
using Tangram.Protocol.OpenInference;
using Tangram.Server.Serving;

namespace Tangram.Server.Endpoints;

/// <summary>Metadata of the server and of its models, in the Open Inference Protocol's shapes.</summary>
internal static class ModelInfo
{
    public static JsonObject Server() => new()
    {
        ["name"] = "tangram",
        ["version"] = typeof(ModelInfo).Assembly.GetName().Version?.ToString(3),
        ["extensions"] = new JsonArray("binary_tensor_data"),
    };

    public static JsonObject Application(ServedApplication served) => Model(
        served.Application.Name,
        "tangram",
        [Tensor(InferEndpoint.ApplicationInput, Datatype.Bytes.Name, [1])],
        served.Bound.Answer.Tensors.Select(t => Tensor(t.Name, t.Datatype, t.Shape.Select(d => (long)d))));

    public static JsonObject Task(string name, ServedModel served) => Model(
        name,
        "onnxruntime_onnx",
        [Tensor(served.Input, Datatype.Fp32.Name, [-1, .. served.Variant.Input.Select(d => (long)d)])],
        [Tensor(served.Output, Datatype.Fp32.Name, [-1, .. served.Model.Outputs[0].Shape.Skip(1)])]);

    private static JsonObject Model(string name, string platform, IEnumerable<JsonObject> inputs, IEnumerable<JsonObject> outputs) => new()
    {
        ["name"] = name,
        ["versions"] = new JsonArray(InferResponseWriter.ModelVersion),
        ["platform"] = platform,
        ["inputs"] = new JsonArray([.. inputs]),
        ["outputs"] = new JsonArray([.. outputs]),
    };

    private static JsonObject Tensor(string name, string datatype, IEnumerable<long> shape) => new()
    {
        ["name"] = name,
        ["datatype"] = datatype,
        ["shape"] = new JsonArray([.. shape.Select(s => JsonValue.Create(s))]),
    };
}
