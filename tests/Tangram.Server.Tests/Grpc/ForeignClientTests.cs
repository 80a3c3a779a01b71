using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tangram.Server.Tests.Grpc;

/// <summary>A client of another make, in another language: <c>@grpc/grpc-js</c> run by Node.</summary>
public sealed class ForeignClientTests
{
    private const string Infer = """{"model_name":"echo","id":"7","inputs":[{"name":"in","datatype":"INT32","shape":[2],"contents":{"int_contents":[5,-6]}}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_gets_what_it_asks_for()
    {
        await using var server = await GrpcTestServer.StartAsync();
        var answers = await CallAsync(server, """
            [
              {"method": "inference.GRPCInferenceService/ServerLive"},
              {"method": "inference.GRPCInferenceService/ModelMetadata", "request": {"name": "echo"}},
              {"method": "inference.GRPCInferenceService/ModelConfig", "request": {"name": "echo"}},
              {"method": "inference.GRPCInferenceService/ModelInfer", "request": INFER},
              {"method": "inference.GRPCInferenceService/ModelInfer", "request": INFER, "gzip": true},
              {"method": "inference.GRPCInferenceService/ModelInfer", "request": {"model_name":"echo","inputs":[{"name":"in","datatype":"FP16","shape":[2]}],"raw_input_contents":["ADwAQA=="]}},
              {"method": "grpc.health.v1.Health/Check"},
              {"method": "grpc.reflection.v1.ServerReflection/ServerReflectionInfo", "requests": [{"list_services": ""}]}
            ]
            """);

        Assert.All(answers, a => Assert.True(a!["code"] is null, a.ToJsonString()));
        Assert.Equal("-1", answers[1]!["response"]!["inputs"]![0]!["shape"]![0]!.GetValue<string>());
        Assert.Equal("TYPE_FP32", answers[2]!["response"]!["config"]!["input"]![0]!["data_type"]!.GetValue<string>());
        Assert.Equal("7", answers[3]!["response"]!["id"]!.GetValue<string>());
        Assert.Equal(["BQAAAPr///8=", "BQAAAPr///8=", "ADwAQA=="], answers.Skip(3).Take(3).Select(a => a!["response"]!["raw_output_contents"]![0]!.GetValue<string>()));
        Assert.Equal("SERVING", answers[6]!["response"]!["status"]!.GetValue<string>());
        Assert.Equal(3, answers[7]!["responses"]![0]!["list_services_response"]!["service"]!.AsArray().Count);
    }

    [Fact]
    public async Task It_understands_what_is_refused()
    {
        await using var server = await GrpcTestServer.StartAsync();
        var answers = await CallAsync(server, """
            [
              {"method": "inference.GRPCInferenceService/ModelMetadata", "request": {"name": "é"}},
              {"method": "inference.GRPCInferenceService/ModelInfer", "request": {"model_name": "echo"}},
              {"method": "inference.GRPCInferenceService/ModelStreamInfer", "requests": [{"model_name": "none", "id": "x"}, INFER]}
            ]
            """);
        server.Service.Before = (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation);
        var late = await CallAsync(server, """[{"method": "inference.GRPCInferenceService/ModelInfer", "request": INFER, "deadlineMs": 100}]""");

        Assert.Equal((5, "Request for unknown model: 'é' is not found"), Ended(answers[0]!));
        Assert.Equal((3, "the request for model 'echo' has no inputs; it takes at least one"), Ended(answers[1]!));
        Assert.Equal(["Request for unknown model: 'none' is not found", ""], answers[2]!["responses"]!.AsArray().Select(r => r!["error_message"]!.GetValue<string>()));
        Assert.Equal(4, Ended(late[0]!).Code);
    }

    [Fact]
    public async Task Its_stream_of_a_hundred_requests_is_answered()
    {
        await using var server = await GrpcTestServer.StartAsync();
        var requests = string.Join(',', Enumerable.Range(0, 100).Select(i => Infer.Replace("\"7\"", $"\"{i}\"")));
        var answers = await CallAsync(server, $$"""[{"method": "inference.GRPCInferenceService/ModelStreamInfer", "requests": [{{requests}}]}]""");

        Assert.Equal(Enumerable.Range(0, 100), answers[0]!["responses"]!.AsArray().Select(r => int.Parse(r!["infer_response"]!["id"]!.GetValue<string>())).Order());
    }

    private static (int Code, string Details) Ended(JsonNode answer) => (answer["code"]!.GetValue<int>(), answer["details"]!.GetValue<string>());

    private static async Task<JsonArray> CallAsync(GrpcTestServer server, string calls)
    {
        var sent = calls.Replace("INFER}", Infer + "}").Replace("INFER,", Infer + ",").Replace("INFER]", Infer + "]");
        return JsonSerializer.Deserialize<JsonArray>(await TestKit.NodeScript.CallGrpcAsync(server.Address.Authority, sent, Cancellation))!;
    }
}
