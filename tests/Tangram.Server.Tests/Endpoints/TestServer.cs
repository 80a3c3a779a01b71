using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Scheduling.Policies;
using Tangram.Server.Endpoints;
using Tangram.Server.Inference;
using Tangram.Server.Metrics;
using Tangram.Server.Options;
using Tangram.Server.Repository;
using Tangram.Server.Serving;
using Tangram.Server.Tests.Serving.Fakes;
using Tangram.Server.Tracing;

namespace Tangram.Server.Tests.Endpoints;

/// <summary>The real HTTP side on a free port of loopback, over <see cref="Numbers"/> with workers that answer at once.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const int MaxBodyBytes = 1 << 20;
    public const int MaxAnswerBytes = 396;

    private readonly WebApplication _web;
    private readonly PrometheusText _metrics;
    private readonly RequestTracing? _tracing;

    private TestServer(WebApplication web, Bench bench, PrometheusText metrics, RequestTracing? tracing)
    {
        (_web, Bench, _metrics, _tracing) = (web, bench, metrics, tracing);
        Client = new HttpClient { BaseAddress = HttpFront.AddressesOf(web)[0], Timeout = TimeSpan.FromSeconds(60) };
        Grpc = HttpFront.AddressesOf(web)[1];
        Metrics = new Uri(HttpFront.AddressesOf(web)[2], "/metrics");
    }

    public Bench Bench { get; }

    public HttpClient Client { get; }

    public Uri Grpc { get; }

    public Uri Metrics { get; }

    /// <summary>Everything that is served, at whichever port.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => [.. _web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public static async Task<TestServer> StartAsync(
        int queueLimit = 1000, IDropPolicy? partial = null, IReadOnlyList<string>? keys = null, string? certificate = null, TraceExport? traces = null, ILogger? logger = null)
    {
        var options = new ServerOptions
        {
            Port = 0,
            GrpcPort = 0,
            MetricsPort = 0,
            ApiKeys = keys ?? [],
            TlsCertificate = certificate,
            Limits = new ConnectionLimits { MaxBodyBytes = MaxBodyBytes, MaxAnswerBytes = MaxAnswerBytes },
            DrainTimeout = TimeSpan.FromSeconds(1),
        };
        var bench = new Bench(admission: "deadline", queueLimit: queueLimit, partial: partial).WithQuickWorkers();
        var metrics = new PrometheusText(bench.Metrics.Meter);
        var web = HttpFront.Build(options);
        var application = new ApplicationModel(Numbers.Bound, bench.Executor);
        var directory = new ModelDirectory();
        directory.Set(application);
        directory.Set(Model(bench, 0));
        directory.Set(Model(bench, 1));
        var tracing = traces is null ? null : new RequestTracing(traces, bench.Clock);
        var control = new RepositoryControl([], [], directory, new HostSurroundings(options, bench.Metrics, NullLogger.Instance, bench.Clock));
        HttpFront.Serve(web, new Front(new InferenceService(directory, control, bench.Clock, options), options, metrics, logger ?? NullLogger.Instance) { Application = application, Tracing = tracing });
        await web.StartAsync(TestContext.Current.CancellationToken);
        return new TestServer(web, bench, metrics, tracing);
    }

    // A task's model of one number to one.
    private static TaskModel Model(Bench bench, int task)
    {
        var name = bench.Layout.Tasks[task].Name;
        var (input, output) = (new TensorMetadata("in", Datatype.Fp32, [-1, 1]), new TensorMetadata("out", Datatype.Fp32, [-1, 1]));
        var metadata = new ModelMetadata(name, ["1"], "onnxruntime_onnx", [input], [output]);
        var configuration = new ModelConfiguration(name, "onnxruntime_onnx", 100, [input with { Shape = [1] }], [output with { Shape = [1] }]);
        return new TaskModel(ModelFace.Of(metadata, configuration), bench.Executor, task, bench.Counters[task], TimeSpan.FromMinutes(1));
    }

    public async Task<JsonElement> GetAsync(string path) =>
        JsonDocument.Parse(await Client.GetStringAsync(path, TestContext.Current.CancellationToken)).RootElement;

    public Task<HttpResponseMessage> PostAsync(string path, string body) => PostAsync(path, Encoding.UTF8.GetBytes(body), jsonLength: null);

    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string? jsonLength)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        if (jsonLength is not null)
        {
            request.Headers.Add("Inference-Header-Content-Length", jsonLength);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Checks the status and that the body is one line of JSON with nothing but an error, and answers with it.</summary>
    public static async Task<string> ErrorAsync(HttpStatusCode status, Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal((status, "application/json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.DoesNotContain('\n', text);
        var error = Assert.Single(JsonDocument.Parse(text).RootElement.EnumerateObject());
        Assert.Equal("error", error.Name);
        Assert.DoesNotContain('\n', error.Value.GetString()!);
        return error.Value.GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _web.DisposeAsync();
        _tracing?.Dispose();
        _metrics.Dispose();
        Bench.Dispose();
    }
}
