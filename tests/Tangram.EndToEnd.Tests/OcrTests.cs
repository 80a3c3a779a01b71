using System.Net;
using System.Text;
using System.Text.Json;
using Tangram.Cli.Files;

namespace Tangram.EndToEnd.Tests;

[Collection("one server at a time")]
public sealed class OcrTests(OcrServer server) : IClassFixture<OcrServer>
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    // Pages that every combination of variants within the accuracy objective reads exactly.
    [Theory]
    [InlineData("01")]
    [InlineData("02")]
    [InlineData("03")]
    public async Task A_page_is_answered_with_its_lines(string page)
    {
        var answer = await PostAsync("ocr", OcrServer.Page(page));

        Assert.Equal(OcrServer.Lines(page), Texts(answer));
    }

    [Fact]
    public async Task A_page_without_text_is_answered_with_no_lines()
    {
        var answer = await PostAsync("ocr", await File.ReadAllBytesAsync(Path.Combine(ExampleApplication.Path, "other", "blank.png"), Ending));

        Assert.Empty(Texts(answer));
    }

    [Fact]
    public async Task The_application_answers_as_one_model_of_the_open_inference_protocol()
    {
        var page = OcrServer.Page("01");
        var request = $$$"""{"id":"seven","inputs":[{"name":"input","datatype":"BYTES","shape":[1],"parameters":{"binary_data_size":{{{page.Length + 4}}}}}]}""";

        using var answer = await Client.SendAsync(Infer("ocr", request, [.. BitConverter.GetBytes(page.Length), .. page]), Ending);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ending)).RootElement;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("seven", json.GetProperty("id").GetString());
        var text = json.GetProperty("outputs").EnumerateArray().Single(o => o.GetProperty("name").GetString() == "text");
        Assert.Equal(OcrServer.Lines("01"), text.GetProperty("data").EnumerateArray().Select(t => t.GetString()!));
    }

    [Fact]
    public async Task A_task_answers_as_a_model_of_its_own_with_a_row_for_each_item()
    {
        var metadata = JsonDocument.Parse(await Client.GetStringAsync("v2/models/recognise", Ending)).RootElement;
        var shape = metadata.GetProperty("inputs")[0].GetProperty("shape").EnumerateArray().Select(s => s.GetInt32()).ToArray();
        var bytes = new byte[3 * shape[1] * shape[2] * shape[3] * 4];
        var request = $$$"""{"inputs":[{"name":"x","datatype":"FP32","shape":[3,{{{shape[1]}}},{{{shape[2]}}},{{{shape[3]}}}],"parameters":{"binary_data_size":{{{bytes.Length}}}}}],"parameters":{"binary_data_output":true}}""";

        using var answer = await Client.SendAsync(Infer("recognise", request, bytes), Ending);
        var body = await answer.Content.ReadAsByteArrayAsync(Ending);
        var length = int.Parse(answer.Headers.GetValues("Inference-Header-Content-Length").Single());
        var output = JsonDocument.Parse(body.AsMemory(0, length)).RootElement.GetProperty("outputs")[0];
        var rows = output.GetProperty("shape").EnumerateArray().Select(s => s.GetInt32()).ToArray();

        Assert.Equal(3, rows[0]);
        Assert.Equal(6625, rows[2]);
        Assert.Equal(body.Length - length, rows.Aggregate(4, (product, size) => product * size));
    }

    public static TheoryData<string, string, string, int, string> BadRequests => new()
    {
        { "a truncated image", "ocr", "truncated", 400, "truncated" },
        { "not an image", "ocr", "text", 400, "not an image" },
        { "an empty body", "ocr", "", 400, "the body is empty" },
        { "a page 20,000 pixels wide", "ocr", "wide", 400, "20000" },
        { "a page of no width", "ocr", "flat", 400, "0" },
        { "an unknown model", "v2/models/nope/infer", "{}", 404, "Request for unknown model: 'nope' is not found" },
        { "a wrong shape", "v2/models/detect/infer", """{"inputs":[{"name":"x","datatype":"FP32","shape":[1,2],"data":[1,2]}]}""", 400, "got [1,2]" },
        { "a wrong datatype", "v2/models/detect/infer", """{"inputs":[{"name":"x","datatype":"INT32","shape":[1],"data":[1]}]}""", 400, "data-type is 'INT32'" },
        { "no JSON", "v2/models/detect/infer", "hello", 400, "not JSON" },
        { "an unknown address", "v3", "{}", 404, "there is no POST /v3" },
    };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task A_bad_request_is_answered_with_one_line_and_the_server_goes_on(string what, string path, string body, int status, string says)
    {
        using var content = new ByteArrayContent(Body(body));
        using var answer = await Client.PostAsync(path, content, Ending);
        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ending)).RootElement.GetProperty("error").GetString();

        Assert.True((int)answer.StatusCode == status, $"{what}: {answer.StatusCode} {error}");
        Assert.Contains(says, error);
        Assert.DoesNotContain("\n", error);
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync("v2/health/ready", Ending)).StatusCode);
    }

    [Fact]
    public async Task A_body_of_a_hundred_megabytes_is_refused_and_the_server_goes_on()
    {
        using var content = new ByteArrayContent(new byte[100_000_000]);
        using var answer = await Client.PostAsync("ocr", content, Ending);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("32 MiB", await answer.Content.ReadAsStringAsync(Ending));
        Assert.Equal(OcrServer.Lines("01"), Texts(await PostAsync("ocr", OcrServer.Page("01"))));
    }

    [Fact]
    public async Task A_request_that_cannot_be_answered_in_its_time_is_refused_at_once_with_retry_after()
    {
        var page = OcrServer.Page("01");
        var request = $$$"""{"parameters":{"timeout":1000},"inputs":[{"name":"input","datatype":"BYTES","shape":[1],"parameters":{"binary_data_size":{{{page.Length + 4}}}}}]}""";

        using var answer = await Client.SendAsync(Infer("ocr", request, [.. BitConverter.GetBytes(page.Length), .. page]), Ending);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private HttpClient Client => server.Client;

    private static byte[] Body(string named) => named switch
    {
        "truncated" => OcrServer.Page("01")[..2000],
        "wide" => "P5 20000 10 255\n"u8.ToArray(),
        "flat" => "P5 0 10 255\n"u8.ToArray(),
        _ => Encoding.UTF8.GetBytes(named),
    };

    private static HttpRequestMessage Infer(string model, string json, byte[] behind)
    {
        var front = Encoding.UTF8.GetBytes(json);
        var request = new HttpRequestMessage(HttpMethod.Post, $"v2/models/{model}/infer") { Content = new ByteArrayContent([.. front, .. behind]) };
        request.Content.Headers.Add("Inference-Header-Content-Length", front.Length.ToString());
        return request;
    }

    private static IEnumerable<string> Texts(JsonElement answer) => answer.GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("text").GetString()!);

    private async Task<JsonElement> PostAsync(string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var answer = await Client.PostAsync(path, content, Ending);
        var text = await answer.Content.ReadAsStringAsync(Ending);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
