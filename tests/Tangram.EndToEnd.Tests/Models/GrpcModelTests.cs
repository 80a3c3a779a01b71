using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Tangram.EndToEnd.Tests.Models;

/// <summary>The test models over gRPC, called by a client of another make.</summary>
[Collection("served models")]
public sealed class GrpcModelTests(ModelServer server)
{
    private const int NotFound = 5;
    private const int InvalidArgument = 3;
    private const int DeadlineExceeded = 4;
    private const int Unavailable = 14;

    private static readonly int[] Zero = [.. Enumerable.Range(0, 16)];
    private static readonly int[] One = [.. Enumerable.Range(0, 16).Select(i => 20 - (3 * i))];
    private static readonly int[] Sums = [.. Zero.Zip(One, (a, b) => a + b)];
    private static readonly int[] Differences = [.. Zero.Zip(One, (a, b) => a - b)];

    [Fact]
    public async Task Sums_and_differences_come_whether_tensors_are_raw_or_typed()
    {
        var raw = $"\"raw_input_contents\":[\"{Convert.ToBase64String(MemoryMarshal.AsBytes<int>(Zero))}\",\"{Convert.ToBase64String(MemoryMarshal.AsBytes<int>(One))}\"]";
        var answers = await CallAsync(
            Infer("simple", $"{Pair("INT32", isTyped: false)},{raw}"),
            Infer("simple", Pair("INT32")),
            Infer("simple", Pair("INT32"), ",\"gzip\":true"),
            Infer("simple_int8", Pair("INT8")));

        Assert.All(answers.Take(3), a => Assert.Equal(Sums, Integers(a, 0)));
        Assert.All(answers.Take(3), a => Assert.Equal(Differences, Integers(a, 1)));
        Assert.Equal(Sums, Raw(answers[3], 0).Select(b => (int)unchecked((sbyte)b)));
        Assert.Equal(Differences, Raw(answers[3], 1).Select(b => (int)unchecked((sbyte)b)));
    }

    [Fact]
    public async Task Texts_come_as_bytes_after_their_lengths()
    {
        var texts = string.Join(',', Zero.Select(v => $"\"{Base64($"{v}")}\""));
        var answers = await CallAsync(
            Infer("simple_string", $"\"inputs\":[{Input("INPUT0", "BYTES", "1,16", $"\"bytes_contents\":[{texts}]")},{Input("INPUT1", "BYTES", "1,16", $"\"bytes_contents\":[{texts}]")}]"),
            Infer("simple_identity", $"\"inputs\":[{Input("INPUT0", "BYTES", "1,2", $"\"bytes_contents\":[\"\",\"{Base64("日本")}\"]")}]"));

        Assert.Equal(Zero.Select(v => $"{v * 2}"), Texts(Raw(answers[0], 0)));
        Assert.Equal(["", "日本"], Texts(Raw(answers[1], 0)));
    }

    [Fact]
    public async Task Classification_names_the_highest_values()
    {
        var answers = await CallAsync(Infer(
            "simple_classes",
            $"\"inputs\":[{Input("INPUT0", "FP32", "1,4", "\"fp32_contents\":[0,1,2,3]")}],\"outputs\":[{{\"name\":\"OUTPUT0\",\"parameters\":{{\"classification\":{{\"int64_param\":\"2\"}}}}}}]"));

        Assert.Equal(["0.643914:3:west", "0.236883:2:south"], Texts(Raw(answers[0], 0)));
    }

    [Fact]
    public async Task A_request_has_the_time_that_its_parameter_or_its_call_gives()
    {
        var simple = Pair("INT32");
        var answers = await CallAsync(
            Infer("simple", $"{simple},\"parameters\":{{\"timeout\":{{\"int64_param\":\"1\"}}}}"),
            Infer("simple", simple, ",\"deadlineMs\":30000"),
            Infer("simple", $"{simple},\"parameters\":{{\"priority\":{{\"uint64_param\":\"1\"}}}}"));
        var late = await CallAsync(Infer("simple", simple, ",\"deadlineMs\":-1"));

        Assert.Equal(Unavailable, Code(answers[0]));
        Assert.Equal(Sums, Integers(answers[1], 0));
        Assert.Equal(Sums, Integers(answers[2], 0));
        Assert.Equal(DeadlineExceeded, Code(late[0]));
    }

    [Fact]
    public async Task A_model_is_unloaded_and_loaded_again()
    {
        const string Identity = "{\"model_name\":\"custom_identity_int32\"}";
        const string Ready = "{\"method\":\"inference.GRPCInferenceService/ModelReady\",\"request\":{\"name\":\"custom_identity_int32\"}}";
        var infer = Infer("custom_identity_int32", $"\"inputs\":[{Input("INPUT0", "INT32", "1,2", "\"int_contents\":[5,6]")}]");

        var answers = await CallAsync(Control("Unload", Identity), Ready, infer, Control("Load", Identity), Ready, infer, Control("Load", "{\"model_name\":\"none\"}"));

        Assert.False(answers[1]["response"]!["ready"]!.GetValue<bool>());
        Assert.Equal(NotFound, Code(answers[2]));
        Assert.True(answers[4]["response"]!["ready"]!.GetValue<bool>());
        Assert.Equal([5, 6], Integers(answers[5], 0));
        Assert.Equal(InvalidArgument, Code(answers[6]));
        Assert.StartsWith("failed to load 'none'", answers[6]["details"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static string Control(string verb, string request) => $"{{\"method\":\"inference.GRPCInferenceService/RepositoryModel{verb}\",\"request\":{request}}}";

    private static string Infer(string model, string rest, string settings = "") =>
        $"{{\"method\":\"inference.GRPCInferenceService/ModelInfer\",\"request\":{{\"model_name\":\"{model}\",{rest}}}{settings}}}";

    // With its contents, or without where they follow raw.
    private static string Pair(string datatype, bool isTyped = true) =>
        $"\"inputs\":[{Input("INPUT0", datatype, "1,16", isTyped ? Ints(Zero) : "")},{Input("INPUT1", datatype, "1,16", isTyped ? Ints(One) : "")}]";

    private static string Ints(int[] values) => $"\"int_contents\":[{string.Join(',', values)}]";

    private static string Input(string name, string datatype, string shape, string contents) =>
        $"{{\"name\":\"{name}\",\"datatype\":\"{datatype}\",\"shape\":[{shape}]{(contents.Length > 0 ? $",\"contents\":{{{contents}}}" : "")}}}";

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    private static int Code(JsonNode answer) => answer["code"]?.GetValue<int>() ?? 0;

    private static byte[] Raw(JsonNode answer, int output)
    {
        Assert.True(answer["code"] is null, answer.ToJsonString());
        return Convert.FromBase64String(answer["response"]!["raw_output_contents"]![output]!.GetValue<string>());
    }

    private static int[] Integers(JsonNode answer, int output) => MemoryMarshal.Cast<byte, int>(Raw(answer, output)).ToArray();

    private static List<string> Texts(byte[] bytes)
    {
        var texts = new List<string>();
        for (var at = 0; at < bytes.Length;)
        {
            var length = BitConverter.ToInt32(bytes, at);
            texts.Add(System.Text.Encoding.UTF8.GetString(bytes, at + sizeof(int), length));
            at += sizeof(int) + length;
        }

        return texts;
    }

    private async Task<IReadOnlyList<JsonNode>> CallAsync(params string[] calls)
    {
        var printed = await NodeScript.CallGrpcAsync(server.Process.GrpcAddress.Authority, $"[{string.Join(',', calls)}]", TestContext.Current.CancellationToken);
        return [.. JsonNode.Parse(printed)!.AsArray().Select(a => a!)];
    }
}
