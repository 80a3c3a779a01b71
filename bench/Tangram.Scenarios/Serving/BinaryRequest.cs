using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tangram.Scenarios.Serving;

/// <summary>An infer request's body: JSON, then its tensors as bytes; its answer's tensors are to come as bytes too.</summary>
/// <param name="Body">The body.</param>
/// <param name="JsonLength">Bytes of JSON at its front.</param>
internal sealed record BinaryRequest(byte[] Body, int JsonLength)
{
    /// <summary>A request with these tensors.</summary>
    public static BinaryRequest Of(params (string Name, string Datatype, int[] Shape, byte[] Data)[] inputs)
    {
        var list = new JsonArray();
        foreach (var (name, datatype, shape, data) in inputs)
        {
            list.Add(new JsonObject
            {
                ["name"] = name,
                ["shape"] = new JsonArray([.. shape.Select(s => JsonValue.Create(s))]),
                ["datatype"] = datatype,
                ["parameters"] = new JsonObject { ["binary_data_size"] = data.Length },
            });
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["inputs"] = list, ["parameters"] = new JsonObject { ["binary_data_output"] = true } });
        return new BinaryRequest([.. json, .. inputs.SelectMany(i => i.Data)], json.Length);
    }

    /// <summary>The whole HTTP/1.1 request.</summary>
    public byte[] ToHttp(Uri address) =>
    [
        .. Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/octet-stream\r\nInference-Header-Content-Length: {JsonLength}\r\nContent-Length: {Body.Length}\r\n\r\n")),
        .. Body,
    ];
}
