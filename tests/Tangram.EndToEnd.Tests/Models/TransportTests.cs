using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Tangram.EndToEnd.Tests.Models;

/// <summary>How requests and answers travel, whatever they say.</summary>
[Collection("served models")]
public sealed class TransportTests(ModelServer server)
{
    private const string Request = """{"inputs":[{"name":"INPUT0","datatype":"INT32","shape":[1,4],"data":[1,2,3,4]}]}""";
    private const string Listening = "0A";

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Requests_and_answers_may_be_compressed(string encoding)
    {
        using var request = Infer(server.Process.Address, Packed(encoding, Encoding.UTF8.GetBytes(Request)));
        request.Content!.Headers.ContentEncoding.Add(encoding);
        request.Headers.AcceptEncoding.ParseAdd(encoding);
        using var response = await server.Client.SendAsync(request, Ending);
        var body = await response.Content.ReadAsByteArrayAsync(Ending);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([encoding], response.Content.Headers.ContentEncoding);
        AssertAnswered(Unpacked(encoding, body));
    }

    [Fact]
    public async Task A_body_that_is_not_compressed_as_it_says_is_refused()
    {
        using var request = Infer(server.Process.Address, Encoding.UTF8.GetBytes(Request));
        request.Content!.Headers.ContentEncoding.Add("gzip");

        Assert.StartsWith("the body is not compressed as Content-Encoding says", await HttpCalls.ErrorAsync(HttpStatusCode.BadRequest, server.Client.SendAsync(request, Ending)));
    }

    [Fact]
    public async Task One_connection_serves_one_request_after_the_other()
    {
        var connections = 0;
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) =>
            {
                Interlocked.Increment(ref connections);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });

        for (var n = 0; n < 20; n++)
        {
            using var request = Infer(server.Process.Address, Encoding.UTF8.GetBytes(Request));
            using var response = await client.SendAsync(request, Ending);
            AssertAnswered(await response.Content.ReadAsByteArrayAsync(Ending));
        }

        Assert.Equal(1, connections);
    }

    [Fact]
    public async Task The_grpc_port_answers_http_2_without_tls()
    {
        using var request = Infer(server.Process.GrpcAddress, Encoding.UTF8.GetBytes(Request));
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        using var response = await server.Client.SendAsync(request, Ending);

        Assert.Equal(HttpVersion.Version20, response.Version);
        AssertAnswered(await response.Content.ReadAsByteArrayAsync(Ending));
    }

    [Fact]
    public async Task Only_this_machine_is_listened_to()
    {
        Uri[] addresses = [server.Process.Address, server.Process.GrpcAddress, server.Process.MetricsAddress];
        var listening = (await File.ReadAllLinesAsync("/proc/net/tcp", Ending)).Concat(File.Exists("/proc/net/tcp6") ? await File.ReadAllLinesAsync("/proc/net/tcp6", Ending) : [])
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(f => f is [_, _, _, Listening, ..])
            .Select(f => f[1].Split(':'))
            .ToLookup(f => int.Parse(f[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture), f => f[0]);

        // 127.0.0.1 in the order of this machine's bytes, and nothing else.
        Assert.All(addresses, a => Assert.Equal(["0100007F"], listening[a.Port]));
    }

    private static HttpRequestMessage Infer(Uri address, byte[] body) =>
        new(HttpMethod.Post, new Uri(address, "v2/models/custom_identity_int32/infer")) { Content = new ByteArrayContent(body) };

    private static void AssertAnswered(byte[] body) =>
        Assert.Equal("[1,2,3,4]", JsonDocument.Parse(body).RootElement.GetProperty("outputs")[0].GetProperty("data").GetRawText());

    private static byte[] Packed(string encoding, byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (Stream zip = encoding == "gzip" ? new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true) : new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Unpacked(string encoding, byte[] bytes)
    {
        using var unpacked = new MemoryStream();
        using Stream zip = encoding == "gzip" ? new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress) : new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
        zip.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
