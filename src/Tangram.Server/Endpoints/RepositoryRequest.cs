using System.Text.Json;
using Tangram.Protocol.OpenInference;

namespace Tangram.Server.Endpoints;

/// <summary>Reads the body of <c>POST /v2/repository/index</c>.</summary>
internal static class RepositoryRequest
{
    /// <summary>Whether only models that are served are asked for; the body may be empty.</summary>
    /// <exception cref="ProtocolException">The body is no such request.</exception>
    public static bool ReadyOnly(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json.RootElement.TryGetProperty("ready", out var ready) && ready.ValueKind switch
                {
                    JsonValueKind.True => true,
                    JsonValueKind.False => false,
                    _ => throw new ProtocolException("'ready' is neither true nor false"),
                }
                : throw new ProtocolException("the body is not a JSON object, such as {\"ready\": true}");
        }
        catch (JsonException fault)
        {
            throw new ProtocolException($"the body is not JSON: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }
}
