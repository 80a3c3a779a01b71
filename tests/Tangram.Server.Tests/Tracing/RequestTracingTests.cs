using System.Globalization;
using System.Net;
using Tangram.Protocol.Grpc.Wire;
using Tangram.Server.Options;
using Tangram.Server.Tests.Endpoints;
using Tangram.Server.Tests.Grpc;

namespace Tangram.Server.Tests.Tracing;

/// <summary>What a collector gets to know of requests that a server answers.</summary>
public sealed class RequestTracingTests
{
    private const string Caller = "00f067aa0ba902b7";

    private readonly string _trace = Guid.NewGuid().ToString("N");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_is_a_span_with_a_child_for_each_batch_it_was_in(bool isGrpc)
    {
        await using var collector = await Collector.StartAsync(isGrpc);
        await using (var server = await TestServer.StartAsync(traces: collector.Export))
        {
            using var response = await SendAsync(server.Client, "/numbers", "1");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var spans = collector.Of(_trace);
        Assert.Equal(["infer numbers", "task split", "task double"], spans.Select(s => s.Name));
        Assert.Equal([Caller, spans[0].Id, spans[0].Id], spans.Select(s => s.Parent));
        Assert.All(spans, s => Assert.InRange(s.Start, spans[0].Start, s.End));
        Assert.All(spans, s => Assert.InRange(s.End, s.Start, spans[0].End));
        Assert.Equal(("numbers", "1", "numbers", "answered"), (Of(spans[0], "model"), Of(spans[0], "version"), Of(spans[0], "application"), Of(spans[0], "outcome")));
        Assert.InRange(double.Parse(Of(spans[0], "deadline_left_ms"), CultureInfo.InvariantCulture), 1, 600_000);
        Assert.Equal(("split-0", "1", "1"), (Of(spans[1], "segment"), Of(spans[1], "batch_size"), Of(spans[1], "items")));
        Assert.InRange(double.Parse(Of(spans[2], "queue_ms"), CultureInfo.InvariantCulture), 0, 60_000);
        Assert.Equal("tangram", SentSpan.ServiceOf(collector.Requests[0]));
    }

    [Fact]
    public async Task Items_of_a_request_in_one_batch_are_one_span()
    {
        await using var collector = await Collector.StartAsync();
        await using (var server = await TestServer.StartAsync(traces: collector.Export))
        {
            using var response = await SendAsync(server.Client, "/v2/models/double/infer", """{"id":"mine","inputs":[{"name":"in","datatype":"FP32","shape":[4,1],"data":[1,2,3,4]}]}""");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var spans = collector.Of(_trace);
        Assert.Equal(("mine", "double"), (Of(spans[0], "request_id"), Of(spans[0], "model")));
        Assert.All(spans.Skip(1), s => Assert.Equal(("task double", spans[0].Id), (s.Name, s.Parent)));
        Assert.Equal(4, spans.Skip(1).Sum(s => int.Parse(Of(s, "items"), CultureInfo.InvariantCulture)));
        Assert.InRange(spans.Count, 2, 3);
    }

    [Fact]
    public async Task A_call_over_gRPC_is_part_of_the_trace_that_its_metadata_names()
    {
        await using var collector = await Collector.StartAsync();
        await using (var server = await TestServer.StartAsync(traces: collector.Export))
        {
            using var client = new HttpClient();
            var infer = new ModelInferRequest { ModelName = "double", Id = "mine", Inputs = { Requests.Input("in", "FP32", 1, 1) }, RawInputContents = { Google.Protobuf.ByteString.CopyFrom(Requests.Floats(2)) } };
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Grpc, "/inference.GRPCInferenceService/ModelInfer"))
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                Content = new ByteArrayContent(GrpcTestServer.Frame(infer)),
            };
            request.Content.Headers.ContentType = new("application/grpc");
            request.Headers.Add("traceparent", Traceparent);
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(["mine"], response.Headers.GetValues("X-Request-Id"));
        }

        var spans = collector.Of(_trace);
        Assert.Equal([("infer double", Caller), ("task double", spans[0].Id)], spans.Select(s => (s.Name, s.Parent)));
        Assert.Equal("mine", Of(spans[0], "request_id"));
    }

    [Fact]
    public async Task A_span_says_why_a_request_was_not_answered()
    {
        await using var collector = await Collector.StartAsync();
        await using (var server = await TestServer.StartAsync(queueLimit: 0, traces: collector.Export))
        {
            (await SendAsync(server.Client, "/numbers", "3")).Dispose();
            (await SendAsync(server.Client, "/v2/models/nothing/infer", "{}")).Dispose();
        }

        var spans = collector.Of(_trace);
        Assert.Equal([("infer numbers", "refused", 2UL), ("infer nothing", "invalid", 0UL)], spans.Select(s => (s.Name, Of(s, "outcome"), s.Status)));
    }

    [Fact]
    public async Task A_request_that_nobody_named_a_trace_for_begins_one()
    {
        await using var collector = await Collector.StartAsync();
        await using (var server = await TestServer.StartAsync(traces: collector.Export))
        {
            (await server.PostAsync("/numbers", "-1")).Dispose();
        }

        var span = Assert.Single(collector.Requests.SelectMany(SentSpan.ReadAll), s => s.Name == "infer numbers" && s.Parent == "" && s.Attributes["tangram.outcome"] == "failed");
        Assert.Equal(2UL, span.Status);
    }

    [Theory]
    [InlineData("http://host:4318", false, "http://host:4318/v1/traces")]
    [InlineData("http://host:4318/", false, "http://host:4318/v1/traces")]
    [InlineData("https://host/otlp/", false, "https://host/otlp/v1/traces")]
    [InlineData("http://host:4318/v1/traces", false, "http://host:4318/v1/traces")]
    [InlineData("http://host:4317", true, "http://host:4317/")]
    public void Over_HTTP_traces_go_below_the_collectors_address(string endpoint, bool isGrpc, string address) =>
        Assert.Equal(new Uri(address), new TraceExport(new Uri(endpoint), isGrpc).Address);

    private string Traceparent => $"00-{_trace}-{Caller}-01";

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Headers.Add("traceparent", Traceparent);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Of(SentSpan span, string attribute) => span.Attributes["tangram." + attribute];
}
