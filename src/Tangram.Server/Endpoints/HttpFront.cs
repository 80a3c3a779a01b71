using System.IO.Compression;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;
using Tangram.Server.Grpc;
using Tangram.Server.Options;

namespace Tangram.Server.Endpoints;

/// <summary>The side of a server that clients see: its ports, who may use them and what is served there. It knows of an inference service, and nothing of workers.</summary>
internal static class HttpFront
{
    /// <summary>A web application that listens as the options say, without addresses to serve yet.</summary>
    public static WebApplication Build(ServerOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        AddLog(builder, options);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = options.DrainTimeout);
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, BlockPoolFactory>();
        builder.Services.AddRequestDecompression();
        builder.Services.AddResponseCompression(c =>
        {
            c.MimeTypes = ["application/json", "application/octet-stream"];
            c.Providers.Add<GzipCompressionProvider>();
            c.Providers.Add<DeflateProvider>();
            c.Providers.Add<BrotliCompressionProvider>();
        });
        builder.Services.Configure<GzipCompressionProviderOptions>(c => c.Level = CompressionLevel.Fastest);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Listen(kestrel, options));
        return builder.Build();
    }

    /// <summary>Says what is served where; the web application can be started then.</summary>
    public static void Serve(WebApplication web, Front front)
    {
        web.Use((context, next) => ErrorMiddleware.InvokeAsync(context, next, front.Logger));
        web.UseRouting();
        web.Use((context, next) => Faces.CheckAsync(context, next));
        if (front.Options.ApiKeys.Count > 0)
        {
            var keys = new ApiKeys(front.Options.ApiKeys);
            web.Use((context, next) => keys.CheckAsync(context, next));
        }

        // As Triton does: clients made for it take compressed tensors, but read everything else as it comes.
        web.UseWhen(context => context.GetEndpoint()?.Metadata.GetMetadata<TensorAnswer>() is not null, infer => infer.UseResponseCompression());
        web.UseRequestDecompression();
        Routes.Map(web, front);
        MapGrpc(web, front);
    }

    private static void AddLog(WebApplicationBuilder builder, ServerOptions options)
    {
        // What keeps the host from starting is thrown too, and told in a line.
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        if (options.LogsJson)
        {
            builder.Logging.AddJsonConsole(c => (c.UseUtcTimestamp, c.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        }
        else
        {
            builder.Logging.AddSimpleConsole(c => c.SingleLine = true);
        }

        // Nobody waits for a terminal: what it cannot take in time is dropped, and it is said how much.
        builder.Services.Configure<ConsoleLoggerOptions>(o => (o.LogToStandardErrorThreshold, o.QueueFullMode) = (LogLevel.Trace, ConsoleLoggerQueueFullMode.DropWrite));
    }

    private static void MapGrpc(WebApplication web, Front front)
    {
        var group = web.MapGroup(string.Empty);
        group.At(Face.Grpc);
        GrpcFront.Map(group, front.Service, new GrpcLimits { MaxMessageBytes = (int)front.Options.Limits.MaxBodyBytes }, front.Logger, tracing: front.Tracing);
    }

    /// <summary>Where a started web application listens: HTTP, gRPC, metrics.</summary>
    public static IReadOnlyList<Uri> AddressesOf(WebApplication web) =>
        [.. web.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Select(a => new Uri(a))];

    private static void Listen(KestrelServerOptions kestrel, ServerOptions options)
    {
        var limits = options.Limits;
        kestrel.AddServerHeader = false;

        // Bodies are counted by RequestBody, which answers with a line of JSON; this is the belt to its braces.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MaxConcurrentConnections = limits.MaxConnections;
        kestrel.Limits.KeepAliveTimeout = limits.Idle;
        kestrel.Limits.RequestHeadersTimeout = limits.Header;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(limits.LeastBytesPerSecond, limits.Grace);
        kestrel.Limits.MinResponseDataRate = new MinDataRate(limits.LeastBytesPerSecond, limits.Grace);
        kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
        kestrel.Limits.Http2.InitialConnectionWindowSize = 4 << 20;
        kestrel.Limits.Http2.InitialStreamWindowSize = 1 << 20;
        var certificate = Certificate(options);

        // Only TLS tells versions of HTTP apart at one port.
        var either = certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
        Add(options.Port, Face.Http, either);
        Add(options.GrpcPort, Face.Grpc, HttpProtocols.Http2);
        Add(options.MetricsPort, Face.Metrics, either);

        void Add(int port, Face face, HttpProtocols protocols) => kestrel.Listen(new IPEndPoint(options.Address, port), listen =>
        {
            listen.Protocols = protocols;
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }

            listen.Use(next => connection =>
            {
                connection.Features.Set(new FaceFeature(face));
                return next(connection);
            });
        });
    }

    private static X509Certificate2? Certificate(ServerOptions options) =>
        options.TlsCertificate is { } file ? X509Certificate2.CreateFromPemFile(file, options.TlsKey ?? file) : null;
}
