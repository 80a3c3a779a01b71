using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Tangram.Server.Options;

namespace Tangram.Server.Tests.Tracing;

/// <summary>A collector of traces on a free port of loopback, for OTLP over HTTP or as gRPC calls.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly ConcurrentQueue<byte[]> _requests = new();
    private readonly bool _isGrpc;

    private Collector(bool isGrpc)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        (_web, _isGrpc) = (builder.Build(), isGrpc);
        _web.MapPost("/v1/traces", async context => _requests.Enqueue(await BodyOf(context)));
        _web.MapPost("/opentelemetry.proto.collector.trace.v1.TraceService/Export", async context =>
        {
            _requests.Enqueue((await BodyOf(context))[5..]);
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
            context.Response.AppendTrailer("grpc-status", "0");
        });
    }

    /// <summary>How to send to it.</summary>
    public TraceExport Export => new(new Uri(_web.Urls.First()), _isGrpc);

    /// <summary>What came.</summary>
    public IReadOnlyList<byte[]> Requests => [.. _requests];

    /// <summary>The spans of a trace that came, earliest first.</summary>
    public IReadOnlyList<SentSpan> Of(string trace) => [.. _requests.SelectMany(SentSpan.ReadAll).Where(s => s.Trace == trace).OrderBy(s => s.Start).ThenBy(s => s.Parent == "")];

    public static async Task<Collector> StartAsync(bool isGrpc = false)
    {
        var collector = new Collector(isGrpc);
        await collector._web.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private static async Task<byte[]> BodyOf(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }
}
