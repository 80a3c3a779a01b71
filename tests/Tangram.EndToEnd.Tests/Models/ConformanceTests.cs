using System.Text.Json.Nodes;

namespace Tangram.EndToEnd.Tests.Models;

/// <summary>What is answered, against the published OpenAPI documents of the protocol.</summary>
[Collection("served models")]
public sealed class ConformanceTests(ModelServer server)
{
    private const string Identity = """{"id":"4","inputs":[{"name":"INPUT0","datatype":"INT32","shape":[1,2],"data":[1,2]}]}""";

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("open_inference_rest.yaml", "${MODEL_NAME}", "${MODEL_VERSION}", "/v2/")]
    [InlineData("mlserver_dataplane.json", "{model_name}", "{model_version}", "/v2")]
    public async Task Every_answer_is_as_the_document_says(string document, string model, string version, string root)
    {
        Assert.SkipUnless(SharedData.WithoutSpecifications is null, SharedData.WithoutSpecifications ?? "");
        var answers = new JsonArray();
        var endpoints = await EndpointsAsync(document);
        string[] whole = ["/v2/health/live", "/v2/health/ready", root];
        foreach (var path in whole)
        {
            answers.Add(await AskAsync("get", path, path));
        }

        foreach (var prefix in (string[])[$"/v2/models/{model}/versions/{version}", $"/v2/models/{model}"])
        {
            foreach (var name in (string[])["simple", "simple_string", "simple_identity", "simple_classes", "custom_identity_int32", "none"])
            {
                var address = prefix.Replace(model, name).Replace(version, "1");
                answers.Add(await AskAsync("get", prefix, address));
                answers.Add(await AskAsync("get", $"{prefix}/ready", $"{address}/ready"));
                answers.Add(await AskAsync("post", $"{prefix}/infer", $"{address}/infer", Identity));
            }

            var infer = prefix.Replace(model, "simple_identity").Replace(version, "1") + "/infer";
            answers.Add(await AskAsync("post", $"{prefix}/infer", infer, """{"inputs":[{"name":"INPUT0","datatype":"BYTES","shape":[2,1],"data":["é",""]}],"outputs":[{"name":"OUTPUT0"}]}"""));
            answers.Add(await AskAsync("post", $"{prefix}/infer", infer, "no JSON"));
            answers.Add(await AskAsync("post", $"{prefix}/infer", infer, """{"inputs":[]}"""));
        }

        var described = answers.Where(a => endpoints.Contains(Endpoint(a!))).ToList();
        var report = await ValidateAsync(document, [.. described.Select(a => a!.DeepClone()).Where(IsDescribed)]);

        Assert.Empty(report["faults"]!.AsArray().Select(f => f!.GetValue<string>()));
        Assert.Contains(described, a => a!["status"]!.GetValue<int>() == 400);
        Assert.Equal(endpoints.Where(IsServed).Order(), described.Select(a => Endpoint(a!)).Distinct().Order());
    }

    // The documents describe no answer of readiness and metadata but the good ones; of others they say nothing that could be checked.
    private static bool IsDescribed(JsonNode answer) =>
        answer["status"]!.GetValue<int>() == 200 || (answer["method"]!.GetValue<string>() == "post" && answer["status"]!.GetValue<int>() == 400)
        || (answer["method"]!.GetValue<string>() == "post" && answer["path"]!.GetValue<string>().Contains("{model_name}", StringComparison.Ordinal));

    // Streams over HTTP, and texts that are generated piece by piece, are MLServer's own.
    private static bool IsServed(string endpoint) => !endpoint.Contains("_stream", StringComparison.Ordinal) && !endpoint.EndsWith("/generate", StringComparison.Ordinal);

    private static string Endpoint(JsonNode answer) => $"{answer["method"]} {answer["path"]}";

    private static async Task<HashSet<string>> EndpointsAsync(string document) =>
        [.. (await ValidateAsync(document, []))["endpoints"]!.AsArray().Select(e => e!.GetValue<string>())];

    private static async Task<JsonNode> ValidateAsync(string document, JsonArray answers) =>
        JsonNode.Parse(await NodeScript.RunAsync("validate.mjs", [Path.Combine(SharedData.Specifications, document)], answers.ToJsonString(), Ending))!;

    private async Task<JsonObject> AskAsync(string method, string path, string address, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), address) { Content = body is null ? null : new StringContent(body) };
        using var response = await server.Client.SendAsync(request, Ending);
        var text = await response.Content.ReadAsStringAsync(Ending);
        Assert.True(text.Length == 0 || response.Content.Headers.ContentType?.MediaType == "application/json", $"{address}: {text}");
        return new JsonObject { ["method"] = method, ["path"] = path, ["status"] = (int)response.StatusCode, ["body"] = text.Length == 0 ? null : JsonNode.Parse(text) };
    }
}
