using System.Net;
using System.Text;
using System.Text.Json;
using static Tangram.Server.Tests.Endpoints.TestServer;

namespace Tangram.Server.Tests.Endpoints;

/// <summary>The Open Inference Protocol over HTTP.</summary>
public sealed class InferEndpointTests
{
    private const string Double = "/v2/models/double/infer";
    private const string App = "/v2/models/numbers/infer";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_server_and_its_models_describe_themselves()
    {
        await using var server = await StartAsync();

        Assert.Equal("tangram", (await server.GetAsync("/v2")).GetProperty("name").GetString());
        Assert.Equal(
            """{"name":"split","versions":["1"],"platform":"onnxruntime_onnx","inputs":[{"name":"in","datatype":"FP32","shape":[-1,1]}],"outputs":[{"name":"out","datatype":"FP32","shape":[-1,1]}]}""",
            (await server.GetAsync("/v2/models/split")).GetRawText());
        Assert.Equal(
            """{"name":"numbers","versions":["1"],"platform":"tangram","inputs":[{"name":"input","datatype":"BYTES","shape":[1]}],"outputs":[{"name":"sum","datatype":"FP32","shape":[1]},{"name":"parts","datatype":"BYTES","shape":[-1]}]}""",
            (await server.GetAsync("/v2/models/numbers/versions/1")).GetRawText());
    }

    [Theory]
    [InlineData("/v2/health/live")]
    [InlineData("/v2/health/ready")]
    [InlineData("/v2/models/numbers/ready")]
    [InlineData("/v2/models/split/versions/1/ready")]
    public async Task Health_is_ok(string path)
    {
        await using var server = await StartAsync();
        using var response = await server.Client.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_tasks_model_answers_item_by_item_and_gives_the_id_back()
    {
        await using var server = await StartAsync();

        var answer = await AnswerAsync(server, Double, """{"id":"é7","inputs":[{"name":"in","datatype":"FP32","shape":[3,1],"data":[[1],[2.5],[-3]]}]}""");

        Assert.Equal(
            """{"model_name":"double","model_version":"1","id":"\u00E97","outputs":[{"name":"out","datatype":"FP32","shape":[3,1],"data":[2,5,-6]}]}""",
            answer);
    }

    [Fact]
    public async Task The_application_is_a_model_too()
    {
        await using var server = await StartAsync();

        var answer = await AnswerAsync(
            server, App, """{"inputs":[{"name":"input","datatype":"BYTES","shape":[1],"data":["3"]}],"outputs":[{"name":"parts"}],"parameters":{"timeout":60000000}}""");

        Assert.Equal("""{"model_name":"numbers","model_version":"1","outputs":[{"name":"parts","datatype":"BYTES","shape":[3],"data":["0","2","4"]}]}""", answer);
    }

    [Fact]
    public async Task Tensors_go_and_come_as_bytes()
    {
        await using var server = await StartAsync();
        var json = Encoding.UTF8.GetBytes(
            """{"inputs":[{"name":"in","datatype":"FP32","shape":[2,1],"parameters":{"binary_data_size":8}}],"parameters":{"binary_data_output":true}}""");
        byte[] body = [.. json, .. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(4f)];

        using var response = await server.PostAsync(Double, body, $"{json.Length}");

        var answer = await response.Content.ReadAsByteArrayAsync(Token);
        var length = int.Parse(response.Headers.GetValues("Inference-Header-Content-Length").Single(), System.Globalization.CultureInfo.InvariantCulture);
        var output = JsonDocument.Parse(answer.AsMemory(0, length)).RootElement.GetProperty("outputs")[0];
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(8, output.GetProperty("parameters").GetProperty("binary_data_size").GetInt32());
        Assert.Equal([.. BitConverter.GetBytes(3f), .. BitConverter.GetBytes(8f)], answer[length..]);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("1e2")]
    [InlineData("99999")]
    public async Task A_json_length_that_is_none_is_refused(string length)
    {
        await using var server = await StartAsync();

        Assert.Contains(
            "Inference-Header-Content-Length is ",
            await ErrorAsync(HttpStatusCode.BadRequest, server.PostAsync(Double, "{}"u8.ToArray(), length)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v2/models/none/infer")]
    [InlineData("/v2/models/double/versions/2/infer")]
    public async Task An_unknown_model_is_not_found(string path)
    {
        await using var server = await StartAsync();

        Assert.StartsWith("Request for unknown model: '", await ErrorAsync(HttpStatusCode.NotFound, server.PostAsync(path, "{}")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Double, "", "the body is not JSON")]
    [InlineData(Double, "no", "the body is not JSON")]
    [InlineData(Double, "{}", "'inputs' is missing")]
    [InlineData(Double, """{"inputs":[{"name":"on","datatype":"FP32","shape":[1,1],"data":[1]}]}""", "unexpected inference input 'on' for model 'double'; it takes in")]
    [InlineData(Double, """{"inputs":[{"name":"in","datatype":"FP64","shape":[1,1],"data":[1]}]}""", "inference input 'in' data-type is 'FP64', but model 'double' expects 'FP32'")]
    [InlineData(Double, """{"inputs":[{"name":"in","datatype":"FP32","shape":[1,2],"data":[1,2]}]}""", "unexpected shape for input 'in' for model 'double'. Expected [-1,1], got [1,2]")]
    [InlineData(Double, """{"inputs":[{"name":"in","datatype":"FP32","shape":[],"data":[1]}]}""", "unexpected shape for input 'in' for model 'double'. Expected [-1,1], got []")]
    [InlineData(Double, """{"inputs":[{"name":"in","datatype":"FP32","shape":[0,1],"data":[]}]}""", "unexpected shape for input 'in' for model 'double'. Expected [-1,1], got [0,1]")]
    [InlineData(Double, """{"inputs":[{"name":"in","datatype":"FP32","shape":[1,1],"data":[1]}],"outputs":[{"name":"up"}]}""", "unexpected inference output 'up' for model 'double'; it has out")]
    [InlineData(App, """{"inputs":[{"name":"input","datatype":"BYTES","shape":[2],"data":["1","2"]}]}""", "unexpected shape for input 'input' for model 'numbers'. Expected [1], got [2]")]
    [InlineData(App, """{"inputs":[{"name":"input","datatype":"BYTES","shape":[1],"data":["x"]}]}""", "the body is not a number, such as 3")]
    [InlineData(App, """{"inputs":[{"name":"a","datatype":"BYTES","shape":[1],"data":["1"]},{"name":"b","datatype":"BYTES","shape":[1],"data":["1"]}]}""", "expected 1 inputs but got 2 inputs for model 'numbers'; it takes input")]
    public async Task A_request_that_the_model_does_not_take_is_refused_with_what_it_takes(string path, string body, string fault)
    {
        await using var server = await StartAsync();

        Assert.StartsWith(fault, await ErrorAsync(HttpStatusCode.BadRequest, server.PostAsync(path, body)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_larger_than_allowed_is_not_sent()
    {
        await using var server = await StartAsync();
        var rows = string.Join(',', Enumerable.Repeat("1", 100));
        var answer = server.PostAsync(Double, $$"""{"inputs":[{"name":"in","datatype":"FP32","shape":[100,1],"data":[{{rows}}]}]}""");

        Assert.Equal("the answer has 400 bytes, more than the 396 this server sends: ask for fewer outputs or items", await ErrorAsync(HttpStatusCode.InternalServerError, answer));
    }

    [Fact]
    public async Task A_request_that_has_too_little_time_is_refused()
    {
        await using var server = await StartAsync();
        var answer = server.PostAsync(Double, """{"inputs":[{"name":"in","datatype":"FP32","shape":[1,1],"data":[1]}],"parameters":{"timeout":1}}""");

        Assert.Equal("refused: the answer would come after the deadline", await ErrorAsync(HttpStatusCode.ServiceUnavailable, answer));
        Assert.Equal(TimeSpan.FromSeconds(1), (await answer).Headers.RetryAfter?.Delta);
    }

    private static async Task<string> AnswerAsync(TestServer server, string path, string body)
    {
        using var response = await server.PostAsync(path, body);
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        return text;
    }
}
