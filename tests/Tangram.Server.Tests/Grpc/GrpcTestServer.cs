using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tangram.Server.Grpc;

namespace Tangram.Server.Tests.Grpc;

/// <summary>A server with the gRPC side alone, and a client that writes its bytes itself.</summary>
internal sealed class GrpcTestServer : IAsyncDisposable
{
    private const string Prefix = "inference.GRPCInferenceService/";

    private readonly HttpClient _client = new();

    private GrpcTestServer(WebApplication web, EchoService service) => (Web, Service) = (web, service);

    public WebApplication Web { get; }

    public EchoService Service { get; }

    public Uri Address => new(Web.Urls.First());

    public static async Task<GrpcTestServer> StartAsync(GrpcLimits? limits = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var server = new GrpcTestServer(builder.Build(), new EchoService());
        GrpcFront.Map(server.Web, server.Service, limits ?? new GrpcLimits(), NullLogger.Instance);
        await server.Web.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>A message as it travels.</summary>
    public static byte[] Frame(IMessage message, bool gzip = false)
    {
        var content = message.ToByteArray();
        if (gzip)
        {
            var packed = new MemoryStream();
            using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                zip.Write(content);
            }

            content = packed.ToArray();
        }

        var frame = new byte[5 + content.Length];
        frame[0] = gzip ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), content.Length);
        content.CopyTo(frame, 5);
        return frame;
    }

    public Task<GrpcReply> CallAsync(string method, IMessage request, params (string Name, string Value)[] headers) => SendAsync(method, new ByteArrayContent(Frame(request)), headers);

    public async Task<GrpcReply> SendAsync(string method, HttpContent content, params (string Name, string Value)[] headers)
    {
        using var response = await AnswerAsync(method, content, headers);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var trailers = (response.Headers.Contains("grpc-status") ? response.Headers : response.TrailingHeaders).ToDictionary(h => h.Key, h => h.Value.First(), StringComparer.OrdinalIgnoreCase);
        return new GrpcReply(int.Parse(trailers["grpc-status"]), trailers.GetValueOrDefault("grpc-message", ""), body, trailers);
    }

    public async Task<HttpResponseMessage> AnswerAsync(string method, HttpContent content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, method.Contains('/') ? method : Prefix + method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TryAddWithoutValidation("te", "trailers");
        content.Headers.ContentType ??= new("application/grpc");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Web.DisposeAsync();
    }
}
