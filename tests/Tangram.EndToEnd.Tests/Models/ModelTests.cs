using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Tangram.EndToEnd.Tests.Models;

/// <summary>The test models over HTTP, as Triton's client examples call them.</summary>
[Collection("served models")]
public sealed class ModelTests(ModelServer server)
{
    private static readonly int[] Zero = [.. Enumerable.Range(0, 16)];
    private static readonly int[] One = [.. Enumerable.Range(0, 16).Select(i => 20 - (3 * i))];
    private static readonly int[] Sums = [.. Zero.Zip(One, (a, b) => a + b)];
    private static readonly int[] Differences = [.. Zero.Zip(One, (a, b) => a - b)];

    private HttpClient Client => server.Client;

    [Theory]
    [InlineData("simple", "INT32")]
    [InlineData("simple_int8", "INT8")]
    public async Task Sums_and_differences_come_as_json(string model, string datatype)
    {
        var outputs = await Client.InferAsync(model, Pair(datatype, Text(Zero), Text(One)));

        Assert.Equal(Sums, Data(outputs["OUTPUT0"]).Select(v => v.GetInt32()));
        Assert.Equal(Differences, Data(outputs["OUTPUT1"]).Select(v => v.GetInt32()));
        Assert.Equal(datatype, outputs["OUTPUT0"].GetProperty("datatype").GetString());
    }

    [Fact]
    public async Task Sums_and_differences_of_numbers_as_text_come_as_text()
    {
        var outputs = await Client.InferAsync("simple_string", Pair("BYTES", Quoted(Zero), Quoted(One)));

        Assert.Equal(Sums.Select(v => $"{v}"), Data(outputs["OUTPUT0"]).Select(v => v.GetString()));
        Assert.Equal(Differences.Select(v => $"{v}"), Data(outputs["OUTPUT1"]).Select(v => v.GetString()));
    }

    [Fact]
    public async Task Sums_and_differences_come_as_bytes_and_as_json_as_each_output_is_asked_for()
    {
        const string Binary = "\"parameters\":{\"binary_data_size\":64}";
        var (outputs, bytes) = await Client.InferAsync(
            "simple",
            $$$"""{"inputs":[{"name":"INPUT0","datatype":"INT32","shape":[1,16],{{{Binary}}}},{"name":"INPUT1","datatype":"INT32","shape":[1,16],{{{Binary}}}}],"outputs":[{"name":"OUTPUT1"},{"name":"OUTPUT0","parameters":{"binary_data":true}}]}""",
            [.. MemoryMarshal.AsBytes<int>(Zero), .. MemoryMarshal.AsBytes<int>(One)]);

        Assert.Equal(Sums, MemoryMarshal.Cast<byte, int>(bytes).ToArray());
        Assert.Equal(Differences, Data(outputs["OUTPUT1"]).Select(v => v.GetInt32()));
    }

    [Fact]
    public async Task An_identity_gives_texts_back_in_json_and_in_bytes()
    {
        var outputs = await Client.InferAsync("simple_identity", """{"inputs":[{"name":"INPUT0","datatype":"BYTES","shape":[2,2],"data":["","é","日本","\n"]}]}""");
        byte[] sent = [2, 0, 0, 0, 255, 0, 0, 0, 0, 0];
        var (_, bytes) = await Client.InferAsync(
            "simple_identity", """{"inputs":[{"name":"INPUT0","datatype":"BYTES","shape":[1,2],"parameters":{"binary_data_size":10}}],"parameters":{"binary_data_output":true}}""", sent);

        Assert.Equal(["", "é", "日本", "\n"], Data(outputs["OUTPUT0"]).Select(v => v.GetString()));
        Assert.Equal(sent, bytes);
    }

    [Fact]
    public async Task Classification_names_the_highest_values()
    {
        var outputs = await Client.InferAsync(
            "simple_classes",
            """{"inputs":[{"name":"INPUT0","datatype":"FP32","shape":[2,4],"data":[0,1,2,3,3,2,1,0]}],"outputs":[{"name":"OUTPUT0","parameters":{"classification":2}}]}""");

        Assert.Equal(["0.643914:3:west", "0.236883:2:south", "0.643914:0:north", "0.236883:1:east"], Data(outputs["OUTPUT0"]).Select(v => v.GetString()));
        Assert.Equal("[2,2]", outputs["OUTPUT0"].GetProperty("shape").GetRawText());
    }

    [Fact]
    public async Task Requests_at_once_run_in_fewer_batches_and_each_gets_its_own_answer()
    {
        var (inferences, executions) = await CountAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            var row = new float[256];
            row[0] = i * 65536f;
            var (_, bytes) = await Client.InferAsync(
                "simple_dense",
                """{"inputs":[{"name":"INPUT0","datatype":"FP32","shape":[1,256],"parameters":{"binary_data_size":1024}}],"parameters":{"binary_data_output":true}}""",
                [.. MemoryMarshal.AsBytes<float>(row)]);
            return MemoryMarshal.Cast<byte, float>(bytes)[1];
        }));

        Assert.Equal(Enumerable.Range(0, 200).Select(i => i * 16f), answers);
        var (nowInferences, nowExecutions) = await CountAsync();
        Assert.Equal(200, nowInferences - inferences);
        Assert.InRange(nowExecutions - executions, 1, 150);
    }

    [Fact]
    public async Task A_request_whose_time_is_too_short_is_refused_with_when_to_come_again()
    {
        using var response = await Client.PostJsonAsync("v2/models/simple/infer", Pair("INT32", Text(Zero), Text(One), ",\"parameters\":{\"timeout\":1}"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_request_may_have_a_priority_and_time_enough()
    {
        var outputs = await Client.InferAsync("simple", Pair("INT32", Text(Zero), Text(One), ",\"parameters\":{\"priority\":1,\"timeout\":30000000}"));

        Assert.Equal(Sums, Data(outputs["OUTPUT0"]).Select(v => v.GetInt32()));
    }

    private async Task<(long Inferences, long Executions)> CountAsync()
    {
        var stats = (await Client.GetJsonAsync("v2/models/simple_dense/stats")).GetProperty("model_stats")[0];
        return (stats.GetProperty("inference_count").GetInt64(), stats.GetProperty("execution_count").GetInt64());
    }

    private static string Pair(string datatype, string first, string second, string more = "") =>
        $$"""{"inputs":[{"name":"INPUT0","datatype":"{{datatype}}","shape":[1,16],"data":{{first}}},{"name":"INPUT1","datatype":"{{datatype}}","shape":[1,16],"data":{{second}}}]{{more}}}""";

    private static string Text(int[] values) => $"[{string.Join(',', values)}]";

    private static string Quoted(int[] values) => $"[{string.Join(',', values.Select(v => $"\"{v}\""))}]";

    private static JsonElement.ArrayEnumerator Data(JsonElement output) => output.GetProperty("data").EnumerateArray();
}
