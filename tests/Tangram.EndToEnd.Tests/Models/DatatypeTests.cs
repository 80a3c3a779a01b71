using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tangram.Protocol.OpenInference;

namespace Tangram.EndToEnd.Tests.Models;

/// <summary>Elements of every datatype, from bytes to JSON to gRPC and back, through models that change nothing.</summary>
[Collection("served models")]
public sealed class DatatypeTests(ModelServer server)
{
    [Fact]
    public async Task Every_datatype_is_the_same_as_bytes_and_as_json()
    {
        var sent = Datatype.All.Select(Some).ToArray();
        var heads = Inputs(Datatype.All, (i, _) => $"\"parameters\":{{\"binary_data_size\":{sent[i].Length}}}");

        var (json, _) = await server.Client.InferAsync("every", $"{{{heads}}}", [.. sent.SelectMany(b => b)]);
        var again = Inputs(Datatype.All, (i, _) => $"\"data\":{Data(json, i)}");
        var (outputs, bytes) = await server.Client.InferAsync("every", $"{{{again},\"parameters\":{{\"binary_data_output\":true}}}}", []);

        var from = 0;
        for (var i = 0; i < sent.Length; from += sent[i++].Length)
        {
            Assert.Equal(Datatype.All[i].Name, outputs[$"out{i}"].GetProperty("datatype").GetString());
            Assert.Equal(Convert.ToHexString(sent[i]), Convert.ToHexString(bytes.AsSpan(from, Math.Min(sent[i].Length, bytes.Length - from))));
        }

        Assert.Equal(bytes.Length, from);
    }

    [Fact]
    public async Task Every_datatype_is_the_same_over_grpc()
    {
        var (every, typed) = (Datatype.All.Select(Some).ToArray(), ModelServer.Typed.Select(Some).ToArray());
        var (json, _) = await server.Client.InferAsync(
            "typed", $"{{{Inputs(ModelServer.Typed, (i, _) => $"\"parameters\":{{\"binary_data_size\":{typed[i].Length}}}")}}}", [.. typed.SelectMany(b => b)]);

        var printed = await NodeScript.CallGrpcAsync(
            server.Process.GrpcAddress.Authority,
            $"""[{Infer("every", $"{Inputs(Datatype.All, (_, _) => "\"parameters\":{}")},\"raw_input_contents\":[{string.Join(',', every.Select(b => $"\"{Convert.ToBase64String(b)}\""))}]")},{Infer("typed", Inputs(ModelServer.Typed, (i, d) => $"\"contents\":{{\"{FieldOf(d)}\":{Typed(json, i, d)}}}"))}]""",
            TestContext.Current.CancellationToken);
        var answers = JsonNode.Parse(printed)!.AsArray();

        Assert.Equal(every.Select(Convert.ToBase64String), Raw(answers[0]!));
        Assert.Equal(typed.Select(Convert.ToBase64String), Raw(answers[1]!));
    }

    private static IEnumerable<string> Raw(JsonNode answer)
    {
        Assert.True(answer["code"] is null, answer.ToJsonString());
        return answer["response"]!["raw_output_contents"]!.AsArray().Select(o => o!.GetValue<string>());
    }

    private static string Infer(string model, string rest) => $"{{\"method\":\"inference.GRPCInferenceService/ModelInfer\",\"request\":{{\"model_name\":\"{model}\",{rest}}}}}";

    private static string Inputs(IReadOnlyList<Datatype> datatypes, Func<int, Datatype, string> rest) =>
        $"\"inputs\":[{string.Join(',', datatypes.Select((d, i) => $"{{\"name\":\"in{i}\",\"datatype\":\"{d}\",\"shape\":[1,3],{rest(i, d)}}}"))}]";

    private static string Data(Dictionary<string, JsonElement> outputs, int index) => outputs[$"out{index}"].GetProperty("data").GetRawText();

    // JavaScript has no integers of 64 bits, so that they go to the client as text; and bytes are base64.
    private static string Typed(Dictionary<string, JsonElement> outputs, int index, Datatype datatype)
    {
        var values = outputs[$"out{index}"].GetProperty("data").EnumerateArray();
        return datatype.Name switch
        {
            "INT64" or "UINT64" => $"[{string.Join(',', values.Select(v => $"\"{v.GetRawText()}\""))}]",
            "BYTES" => $"[{string.Join(',', values.Select(v => $"\"{Convert.ToBase64String(Encoding.UTF8.GetBytes(v.GetString()!))}\""))}]",
            _ => Data(outputs, index),
        };
    }

    private static string FieldOf(Datatype datatype) => datatype.Name switch
    {
        "BOOL" => "bool_contents",
        "INT64" => "int64_contents",
        "UINT64" => "uint64_contents",
        "FP32" => "fp32_contents",
        "FP64" => "fp64_contents",
        "BYTES" => "bytes_contents",
        var name => name.StartsWith('U') ? "uint_contents" : "int_contents",
    };

    /// <summary>Three elements: the least, the largest and one between that is not round.</summary>
    private static byte[] Some(Datatype datatype) => datatype.Name switch
    {
        "BOOL" => [0, 1, 1],
        "BYTES" => ByteStrings.Join(["é\n"u8.ToArray(), [], Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"日本 {0.5}"))]),
        "FP16" => [.. BitConverter.GetBytes(Half.MinValue), .. BitConverter.GetBytes(Half.Epsilon), .. BitConverter.GetBytes((Half)3.1415)],
        "BF16" => [0x7F, 0xFF, 0x01, 0x00, 0x49, 0x40],
        "FP32" => [.. BitConverter.GetBytes(float.MinValue), .. BitConverter.GetBytes(float.Epsilon), .. BitConverter.GetBytes(float.Pi)],
        "FP64" => [.. BitConverter.GetBytes(double.MaxValue), .. BitConverter.GetBytes(double.Epsilon), .. BitConverter.GetBytes(-double.Pi)],
        "UINT8" or "UINT16" or "UINT32" or "UINT64" => [.. new byte[datatype.Size], .. Enumerable.Repeat((byte)0xFF, datatype.Size), .. Enumerable.Range(3, datatype.Size).Select(i => (byte)(i * 37 % 256))],
        _ => [.. new byte[datatype.Size - 1], 0x80, .. Enumerable.Repeat((byte)0xFF, datatype.Size - 1), 0x7F, .. Enumerable.Range(3, datatype.Size).Select(i => (byte)(i * 37 % 256))],
    };
}
