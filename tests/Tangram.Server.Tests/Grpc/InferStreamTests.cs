using Tangram.Protocol.Grpc.Wire;
using Tangram.Server.Grpc;

namespace Tangram.Server.Tests.Grpc;

public sealed class InferStreamTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_requests_are_answered_by_their_ids()
    {
        await using var server = await GrpcTestServer.StartAsync(new GrpcLimits { MaxStreamRequests = 7 });
        server.Service.Before = async (_, _) => await Task.Yield();
        var bytes = Enumerable.Range(0, 100).SelectMany(i => GrpcTestServer.Frame(Requests.Raw(id: $"{i}"))).ToArray();
        var reply = await server.SendAsync("ModelStreamInfer", new ByteArrayContent(bytes));
        var answers = reply.Read<ModelStreamInferResponse>();

        Assert.Equal((0, ""), (reply.Status, reply.Message));
        Assert.Equal(Enumerable.Range(0, 100), answers.Select(a => int.Parse(a.InferResponse.Id)).Order());
        Assert.All(answers, a => Assert.Equal(("", true), (a.ErrorMessage, a.InferResponse.Parameters["triton_final_response"].BoolParam)));
        Assert.Equal(100, server.Service.Disposed);
    }

    [Fact]
    public async Task A_request_that_fails_does_not_end_the_stream()
    {
        await using var server = await GrpcTestServer.StartAsync();
        var wrong = Requests.Raw(id: "wrong");
        wrong.RawInputContents.Clear();
        byte[] bytes = [.. GrpcTestServer.Frame(wrong), .. GrpcTestServer.Frame(Requests.Raw("none", "unknown")), 0, 0, 0, 0, 1, 255, .. GrpcTestServer.Frame(Requests.Raw(id: "right"))];
        var reply = await server.SendAsync("ModelStreamInfer", new ByteArrayContent(bytes));

        Assert.Equal(0, reply.Status);
        Assert.Equal(
            [
                "wrong: input 'in' for model 'echo' has no data: it has neither contents nor raw_input_contents",
                "unknown: Request for unknown model: 'none' is not found",
                ": the message is no protocol buffer: it ends in the middle of a field, at byte 1",
                "right: ",
            ],
            reply.Read<ModelStreamInferResponse>().Select(a => $"{a.InferResponse.Id}: {a.ErrorMessage}"));
    }

    [Fact]
    public async Task Answers_come_as_they_are_there_and_no_more_run_at_once_than_are_let()
    {
        await using var server = await GrpcTestServer.StartAsync(new GrpcLimits { MaxStreamRequests = 2 });
        var slow = new TaskCompletionSource();
        var (running, most) = (0, 0);
        server.Service.Before = async (request, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            if (request.Id == "slow")
            {
                await slow.Task;
            }

            slow.TrySetResult();
            Interlocked.Decrement(ref running);
        };
        byte[] bytes = [.. GrpcTestServer.Frame(Requests.Raw(id: "slow")), .. GrpcTestServer.Frame(Requests.Raw(id: "quick")), .. GrpcTestServer.Frame(Requests.Raw(id: "last"))];
        var reply = await server.SendAsync("ModelStreamInfer", new ByteArrayContent(bytes));

        Assert.Equal(["last", "quick", "slow"], reply.Read<ModelStreamInferResponse>().Select(a => a.InferResponse.Id).Order(StringComparer.Ordinal));
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task A_truncated_stream_is_invalid_after_what_it_had_was_answered()
    {
        await using var server = await GrpcTestServer.StartAsync();
        var reply = await server.SendAsync("ModelStreamInfer", new ByteArrayContent([.. GrpcTestServer.Frame(Requests.Raw(id: "1")), 0, 0]));

        Assert.Equal((3, "the call ended in the middle of a message"), (reply.Status, reply.Message));
        Assert.Equal("1", Assert.Single(reply.Read<ModelStreamInferResponse>()).InferResponse.Id);
    }

    [Fact]
    public async Task A_stream_ends_when_its_time_is_up_or_the_server_stops()
    {
        await using var server = await GrpcTestServer.StartAsync();
        var open = new TaskCompletionSource();
        var expired = await server.SendAsync("ModelStreamInfer", new PushedContent(_ => open.Task), ("grpc-timeout", "50m"));
        var started = new TaskCompletionSource();
        server.Service.Before = (_, _) =>
        {
            started.TrySetResult();
            return Task.CompletedTask;
        };
        var stopped = server.SendAsync("ModelStreamInfer", new PushedContent(async body =>
        {
            await body.WriteAsync(GrpcTestServer.Frame(Requests.Raw(id: "1")), Cancellation);
            await body.FlushAsync(Cancellation);
            await open.Task;
        }));
        await started.Task.WaitAsync(Cancellation);
        var stopping = server.Web.StopAsync(Cancellation);

        Assert.Equal(4, expired.Status);
        try
        {
            var reply = await stopped;
            Assert.Equal((14, "the server is stopping"), (reply.Status, reply.Message));
            Assert.Single(reply.Read<ModelStreamInferResponse>());
        }
        catch (HttpRequestException fault) when (fault.InnerException is HttpProtocolException { ErrorCode: 0 })
        {
            // The connection's own end, without an error, overtook the status.
        }

        open.SetResult();
        await stopping;
    }
}
