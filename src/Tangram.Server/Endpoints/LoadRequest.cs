using System.Text.Json;
using Tangram.Protocol.OpenInference;
using Tangram.Server.Inference;

namespace Tangram.Server.Endpoints;

/// <summary>Reads the body of <c>POST /v2/repository/models/{model}/load</c>.</summary>
internal static class LoadRequest
{
    /// <summary>What a client is told of a parameter that has no meaning here. Files that come with a request fail as they do in Triton.</summary>
    public static InferenceException Unknown(string parameter) => parameter.StartsWith("file:", StringComparison.Ordinal)
        ? new InferenceException(InferenceFault.Failed, "failed to poll from model repository: files cannot come with a request, only from the repository")
        : new InferenceException(InferenceFault.Invalid, $"load parameter '{parameter}' is not known: only 'config' is");

    /// <summary>The configuration that it brings, in JSON; null where it brings none. The body may be empty.</summary>
    /// <exception cref="ProtocolException">The body is no such request.</exception>
    /// <exception cref="InferenceException">It asks for what is not done.</exception>
    public static string? Configuration(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new ProtocolException("the body is not a JSON object, such as {\"parameters\": {\"config\": \"{}\"}}");
            }

            return json.RootElement.TryGetProperty("parameters", out var parameters) ? Configuration(parameters) : null;
        }
        catch (JsonException fault)
        {
            throw new ProtocolException($"the body is not JSON: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }

    private static string? Configuration(JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object)
        {
            throw new ProtocolException("'parameters' is not a JSON object");
        }

        string? configuration = null;
        foreach (var parameter in parameters.EnumerateObject())
        {
            configuration = parameter.Name switch
            {
                "config" when parameter.Value.ValueKind == JsonValueKind.String => parameter.Value.GetString(),
                "config" => throw new ProtocolException("parameter 'config' is not a text that holds a configuration in JSON"),
                var other => throw Unknown(other),
            };
        }

        return configuration;
    }
}
