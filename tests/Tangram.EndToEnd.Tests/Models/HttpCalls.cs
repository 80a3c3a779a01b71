using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Tangram.EndToEnd.Tests.Models;

/// <summary>Calls over HTTP, written as the protocol has them.</summary>
internal static class HttpCalls
{
    private const string JsonLength = "Inference-Header-Content-Length";

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    /// <summary>Posts JSON.</summary>
    public static async Task<HttpResponseMessage> PostJsonAsync(this HttpClient client, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await client.PostAsync(path, content, Ending);
    }

    /// <summary>The outputs of a request in JSON, by name.</summary>
    public static async Task<Dictionary<string, JsonElement>> InferAsync(this HttpClient client, string model, string json)
    {
        using var response = await client.PostJsonAsync($"v2/models/{model}/infer", json);
        return Outputs(await ReadAsync(response));
    }

    /// <summary>The outputs of a request with bytes behind its JSON, and the bytes behind theirs.</summary>
    public static async Task<(Dictionary<string, JsonElement> Outputs, byte[] Bytes)> InferAsync(this HttpClient client, string model, string json, byte[] behind)
    {
        var front = Encoding.UTF8.GetBytes(json);
        using var content = new ByteArrayContent([.. front, .. behind]);
        content.Headers.Add(JsonLength, front.Length.ToString(CultureInfo.InvariantCulture));
        using var response = await client.PostAsync($"v2/models/{model}/infer", content, Ending);
        var body = await response.Content.ReadAsByteArrayAsync(Ending);
        Assert.True(response.StatusCode == HttpStatusCode.OK, Encoding.UTF8.GetString(body));
        var length = response.Headers.TryGetValues(JsonLength, out var given) ? int.Parse(given.Single(), CultureInfo.InvariantCulture) : body.Length;
        return (Outputs(JsonDocument.Parse(body.AsMemory(0, length)).RootElement), body[length..]);
    }

    /// <summary>JSON that was answered with a status.</summary>
    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync(Ending);
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {text}");
        return text.Length > 0 ? JsonDocument.Parse(text).RootElement : default;
    }

    /// <summary>Gets JSON.</summary>
    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Ending);
        return await ReadAsync(response);
    }

    /// <summary>The error that a request is answered with.</summary>
    public static async Task<string> ErrorAsync(HttpStatusCode status, Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        return (await ReadAsync(response, status)).GetProperty("error").GetString()!;
    }

    private static Dictionary<string, JsonElement> Outputs(JsonElement answer) =>
        answer.GetProperty("outputs").EnumerateArray().ToDictionary(o => o.GetProperty("name").GetString()!);
}
