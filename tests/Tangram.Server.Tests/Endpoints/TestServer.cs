using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Protocol.Worker.Messages;
using Tangram.Scheduling.Policies;
using Tangram.Server.Endpoints;
using Tangram.Server.Metrics;
using Tangram.Server.Options;
using Tangram.Server.Serving;
using Tangram.Server.Tests.Serving.Fakes;

namespace Tangram.Server.Tests.Endpoints;

/// <summary>The real HTTP side on a free port of loopback, over <see cref="Numbers"/> with workers that answer at once.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const int MaxBodyBytes = 1 << 20;

    private static readonly VariantLoaded Scalars = new([new TensorMetadata("in", Datatype.Fp32, [-1, 1])], [new TensorMetadata("out", Datatype.Fp32, [-1, 1])]);

    private readonly WebApplication _web;
    private readonly PrometheusText _metrics;

    private TestServer(WebApplication web, Bench bench, PrometheusText metrics)
    {
        (_web, Bench, _metrics) = (web, bench, metrics);
        Client = new HttpClient { BaseAddress = HttpFront.AddressOf(web), Timeout = TimeSpan.FromSeconds(60) };
    }

    public Bench Bench { get; }

    public HttpClient Client { get; }

    public static async Task<TestServer> StartAsync(int queueLimit = 1000, IDropPolicy? partial = null)
    {
        var options = new ServerOptions { Port = 0, MaxBodyBytes = MaxBodyBytes, DrainTimeout = TimeSpan.FromSeconds(1) };
        var bench = new Bench(admission: "deadline", queueLimit: queueLimit, partial: partial).WithQuickWorkers();
        var metrics = new PrometheusText(bench.Metrics.Meter);
        bench.Metrics.Observe(bench.Executor.QueueLengths, () => bench.Executor.RequestsInFlight);
        var web = HttpFront.Build(options);
        var models = new Dictionary<string, ServedModel>
        {
            ["split"] = new(0, Numbers.Split, Scalars),
            ["double"] = new(1, Numbers.Double, Scalars),
        };
        HttpFront.Serve(web, new ServedApplication(Numbers.Bound, bench.Executor, models, options), metrics, NullLogger.Instance);
        await web.StartAsync(TestContext.Current.CancellationToken);
        return new TestServer(web, bench, metrics);
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
        _metrics.Dispose();
        Bench.Dispose();
    }
}
