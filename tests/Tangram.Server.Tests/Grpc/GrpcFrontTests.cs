using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Tangram.Protocol.Grpc.Wire;
using Tangram.Server.Grpc;
using Tangram.Server.Inference;

namespace Tangram.Server.Tests.Grpc;

public sealed class GrpcFrontTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_infer_request_is_answered_raw_whether_it_came_raw_or_as_values()
    {
        await using var server = await GrpcTestServer.StartAsync();
        foreach (var request in (ModelInferRequest[])[Requests.Raw(), Requests.Values()])
        {
            var response = (await server.CallAsync("ModelInfer", request)).Single<ModelInferResponse>();

            Assert.Equal(("echo", "1", "in", "FP32"), (response.ModelName, response.ModelVersion, response.Outputs[0].Name, response.Outputs[0].Datatype));
            Assert.Equal(Requests.Floats(1.5f, -2), response.RawOutputContents[0].ToByteArray());
        }

        Assert.Equal(2, server.Service.Disposed);
    }

    [Fact]
    public async Task A_request_may_come_in_parts_or_compressed_and_large()
    {
        await using var server = await GrpcTestServer.StartAsync();
        var request = Requests.Raw(id: "large");
        request.Inputs[0].Shape[1] = 2_000_000;
        request.RawInputContents[0] = ByteString.CopyFrom(new byte[8_000_000]);
        var parts = new PushedContent(async body =>
        {
            foreach (var part in GrpcTestServer.Frame(request).Chunk(300_001))
            {
                await body.WriteAsync(part, Cancellation);
                await body.FlushAsync(Cancellation);
            }
        });

        Assert.Equal(8_000_000, (await server.SendAsync("ModelInfer", parts)).Single<ModelInferResponse>().RawOutputContents[0].Length);
        Assert.Equal(8_000_000, (await server.SendAsync("ModelInfer", new ByteArrayContent(GrpcTestServer.Frame(request, gzip: true)), ("grpc-encoding", "gzip"))).Single<ModelInferResponse>().RawOutputContents[0].Length);
    }

    [Fact]
    public async Task Every_other_method_answers()
    {
        await using var server = await GrpcTestServer.StartAsync();

        Assert.True((await server.CallAsync("ServerLive", new ServerLiveRequest())).Single<ServerLiveResponse>().Live);
        Assert.True((await server.CallAsync("ServerReady", new ServerReadyRequest())).Single<ServerReadyResponse>().Ready);
        Assert.True((await server.CallAsync("ModelReady", new ModelReadyRequest { Name = "echo" })).Single<ModelReadyResponse>().Ready);
        Assert.False((await server.CallAsync("ModelReady", new ModelReadyRequest { Name = "none" })).Single<ModelReadyResponse>().Ready);
        Assert.Equal("tangram", (await server.CallAsync("ServerMetadata", new ServerMetadataRequest())).Single<ServerMetadataResponse>().Name);
        Assert.Equal("in", (await server.CallAsync("ModelMetadata", new ModelMetadataRequest { Name = "echo" })).Single<ModelMetadataResponse>().Inputs[0].Name);
        Assert.Equal(8, (await server.CallAsync("ModelConfig", new ModelConfigRequest { Name = "echo" })).Single<ModelConfigResponse>().Config.MaxBatchSize);
        Assert.Equal(12ul, (await server.CallAsync("ModelStatistics", new ModelStatisticsRequest())).Single<ModelStatisticsResponse>().ModelStats[0].InferenceCount);
        Assert.Equal(2, (await server.CallAsync("RepositoryIndex", new RepositoryIndexRequest())).Single<RepositoryIndexResponse>().Models.Count);
        Assert.Single((await server.CallAsync("RepositoryIndex", new RepositoryIndexRequest { Ready = true })).Single<RepositoryIndexResponse>().Models);
        (await server.CallAsync("RepositoryModelLoad", new RepositoryModelLoadRequest { ModelName = "a" })).Single<RepositoryModelLoadResponse>();
        (await server.CallAsync("RepositoryModelUnload", new RepositoryModelUnloadRequest { ModelName = "b" })).Single<RepositoryModelUnloadResponse>();
        Assert.Equal(["+a", "-b"], server.Service.Changes);
        Assert.Empty((await server.CallAsync("SystemSharedMemoryStatus", new SystemSharedMemoryStatusRequest())).Single<SystemSharedMemoryStatusResponse>().Regions);
    }

    [Fact]
    public async Task What_is_not_done_is_said_to_be_so()
    {
        await using var server = await GrpcTestServer.StartAsync();

        Assert.Equal((12, "this server shares no memory with clients; tensors travel in messages"), Ended(await server.CallAsync("CudaSharedMemoryRegister", new ServerLiveRequest())));
        Assert.Equal((12, "this server has no method inference.GRPCInferenceService/TraceSetting"), Ended(await server.CallAsync("TraceSetting", new ServerLiveRequest())));
        Assert.Equal((12, "'repository_name' specification is not supported"), Ended(await server.CallAsync("RepositoryIndex", new RepositoryIndexRequest { RepositoryName = "x" })));
        Assert.Equal((13, "failed to poll from model repository: files cannot come with a request, only from the repository"), Ended(await server.CallAsync("RepositoryModelLoad", new RepositoryModelLoadRequest { Parameters = { ["file:1/model.onnx"] = new() { StringParam = "{}" } } })));
        Assert.Equal((5, "Request for unknown model: 'none' is not found"), Ended(await server.CallAsync("ModelMetadata", new ModelMetadataRequest { Name = "none" })));
    }

    [Theory]
    [InlineData("Invalid", 3)]
    [InlineData("Unauthenticated", 16)]
    [InlineData("NotFound", 5)]
    [InlineData("TooLarge", 8)]
    [InlineData("Failed", 13)]
    [InlineData("Unavailable", 14)]
    public async Task Every_fault_has_its_code(string fault, int code)
    {
        await using var server = await GrpcTestServer.StartAsync();
        server.Service.Before = (_, _) => throw new InferenceException(Enum.Parse<InferenceFault>(fault), "50 % of é", TimeSpan.FromMilliseconds(1300));
        var reply = await server.CallAsync("ModelInfer", Requests.Raw());

        Assert.Equal((code, "50 %25 of %C3%A9", 0), (reply.Status, reply.Message, reply.Body.Length));
        Assert.Equal(code == 14 ? "2 1300" : " ", $"{reply.Trailers.GetValueOrDefault("retry-after")} {reply.Trailers.GetValueOrDefault("grpc-retry-pushback-ms")}");
    }

    [Fact]
    public async Task A_fault_of_ours_is_internal_and_tells_nothing()
    {
        await using var server = await GrpcTestServer.StartAsync();
        server.Service.Before = (_, _) => throw new InvalidOperationException("a secret");

        Assert.Equal((13, "the server failed on this request; its log says why"), Ended(await server.CallAsync("ModelInfer", Requests.Raw())));
    }

    [Fact]
    public async Task A_request_that_cannot_be_read_is_invalid()
    {
        await using var server = await GrpcTestServer.StartAsync();
        var wrong = Requests.Raw();
        wrong.Inputs[0].Shape[1] = 3;
        var frame = GrpcTestServer.Frame(Requests.Raw());

        Assert.Equal(3, (await server.CallAsync("ModelInfer", wrong)).Status);
        Assert.Equal((3, "the call ended in the middle of a message"), Ended(await server.SendAsync("ModelInfer", new ByteArrayContent(frame[..^1]))));
        Assert.Equal((3, "the message is no protocol buffer: it ends in the middle of a field, at byte 1"), Ended(await server.SendAsync("ModelInfer", new ByteArrayContent([0, 0, 0, 0, 1, 255]))));
        Assert.Equal(3, (await server.SendAsync("ModelReady", new ByteArrayContent([0, 0, 0, 0, 1, 255]))).Status);
        Assert.Equal((12, "the call ended without a message; this method takes one"), Ended(await server.SendAsync("ModelInfer", new ByteArrayContent([]))));
        Assert.Equal((12, "the call has more than one message; this method takes one"), Ended(await server.SendAsync("ModelInfer", new ByteArrayContent([.. frame, .. frame]))));
        Assert.Equal((12, "grpc-encoding is 'snappy'; known: identity,gzip,deflate"), Ended(await server.CallAsync("ModelInfer", Requests.Raw(), ("grpc-encoding", "snappy"))));
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_refused_before_it_has_come()
    {
        await using var server = await GrpcTestServer.StartAsync(new GrpcLimits { MaxMessageBytes = 1000 });
        var finish = new TaskCompletionSource();
        var content = new PushedContent(async body =>
        {
            await body.WriteAsync((byte[])[0, 0, 0, 4, 0], Cancellation);
            await body.FlushAsync(Cancellation);
            await finish.Task;
        });

        Assert.Equal((8, "the message has 1024 bytes; this server takes at most 1000"), Ended(await server.SendAsync("ModelInfer", content)));
        finish.SetResult();
    }

    [Fact]
    public async Task The_calls_time_is_the_requests_time_and_ends_it()
    {
        await using var server = await GrpcTestServer.StartAsync();
        var limit = TimeSpan.Zero;
        server.Service.Before = (request, cancellation) =>
        {
            limit = request.Timeout!.Value;
            return Task.Delay(Timeout.Infinite, cancellation);
        };

        Assert.Equal((4, "the time that grpc-timeout gives is up"), Ended(await server.CallAsync("ModelInfer", Requests.Raw(), ("grpc-timeout", "50m"))));
        Assert.InRange(limit, TimeSpan.FromTicks(1), TimeSpan.FromMilliseconds(50));
        Assert.Equal((4, "the time that grpc-timeout gives was up when the call came"), Ended(await server.CallAsync("ModelInfer", Requests.Raw(), ("grpc-timeout", "10n"))));
        Assert.Equal(3, (await server.CallAsync("ModelInfer", Requests.Raw(), ("grpc-timeout", "soon"))).Status);
    }

    [Fact]
    public async Task A_call_that_its_client_resets_is_cancelled()
    {
        await using var server = await GrpcTestServer.StartAsync();
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        server.Service.Before = async (_, cancellation) =>
        {
            started.SetResult();
            await using var told = cancellation.Register(cancelled.SetResult);
            await Task.Delay(Timeout.Infinite, cancellation);
        };
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "inference.GRPCInferenceService/ModelInfer")) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = new ByteArrayContent(GrpcTestServer.Frame(Requests.Raw())) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using var reset = new CancellationTokenSource();
        var call = client.SendAsync(request, reset.Token);
        await started.Task.WaitAsync(Cancellation);
        await reset.CancelAsync();

        await cancelled.Task.WaitAsync(Cancellation);
        await Assert.ThrowsAsync<TaskCanceledException>(() => call);
    }

    [Theory]
    [InlineData("application/grpc", HttpStatusCode.OK)]
    [InlineData("application/grpc+proto", HttpStatusCode.OK)]
    [InlineData("application/grpc+json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/grpc-web", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    public async Task Only_grpc_is_taken(string contentType, HttpStatusCode status)
    {
        await using var server = await GrpcTestServer.StartAsync();
        using var content = new ByteArrayContent(GrpcTestServer.Frame(new ServerLiveRequest())) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
        using var response = await server.AnswerAsync("ServerLive", content);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_partial_answer_says_so()
    {
        await using var server = await GrpcTestServer.StartAsync();
        server.Service.IsPartial = true;

        Assert.True((await server.CallAsync("ModelInfer", Requests.Raw())).Single<ModelInferResponse>().Parameters["tangram_partial"].BoolParam);
    }

    private static (int Status, string Message) Ended(GrpcReply reply) => (reply.Status, reply.Message);
}
