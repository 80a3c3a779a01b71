using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tangram.Server.Tests.Endpoints;

/// <summary>Whatever comes over a socket is answered or cut off in time, is never the server's fault, and leaves nothing behind.</summary>
/// <remarks>Alone, since the process's handles and memory are counted.</remarks>
[Collection(Alone)]
[CollectionDefinition(Alone, DisableParallelization = true)]
public sealed class MutatedRequestTests
{
    private const string Alone = "mutated requests";
    private const int Requests = 4000;
    private const int AtOnce = 8;

    private static readonly string[] Valid =
    [
        Request("POST /v2/models/double/infer", """{"inputs":[{"name":"in","datatype":"FP32","shape":[1,1],"data":[1]}],"parameters":{"timeout":60000000}}"""),
        Request("POST /v2/models/double/infer", """{"inputs":[{"name":"in","datatype":"FP32","shape":[1,1],"parameters":{"binary_data_size":4}}]}0000""", "Inference-Header-Content-Length: 94\r\n"),
        Request("POST /v2/models/numbers/versions/1/infer", """{"inputs":[{"name":"input","datatype":"BYTES","shape":[1],"data":["3"]}],"outputs":[{"name":"parts"}]}"""),
        Request("POST /numbers", "4", "Accept-Encoding: gzip\r\n"),
        Request("POST /v2/repository/index", """{"ready":true}"""),
        Request("POST /v2/repository/models/none/load", """{"parameters":{"config":"{}"}}"""),
        Request("POST /v2/repository/models/none/unload", """{"parameters":{"unload_dependents":false}}"""),
        Request("GET /v2/models/split/config", ""),
        "POST /numbers HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n4\r\n0\r\n\r\nGET /v2 HTTP/1.1\r\nHost: here\r\n\r\n",
        "GET /v2/models/stats HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n",
    ];

    private static readonly string[] Pieces =
    [
        "\r\n", "\r\n\r\n", "\0", "HTTP/2.0", "Content-Length: -1\r\n", "Content-Length: 99999999999\r\n", "Content-Encoding: gzip\r\n", "Content-Encoding: deflate\r\n",
        "Transfer-Encoding: chunked\r\n", "Expect: 100-continue\r\n", "%00", "%2e%2e/", "../", "null", "-1", "1e400", "[]", "{}", "\"\\ud800\"", "\xff", "9223372036854775807",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mutated_request_is_answered_without_a_fault_of_the_server()
    {
        await using var server = await TestServer.StartAsync();
        var seed = Random.Shared.Next();
        await SendAllAsync(server.Client.BaseAddress!, seed - 1, AtOnce * 20);
        var (handles, memory) = (Handles(), GC.GetTotalMemory(forceFullCollection: true));

        await SendAllAsync(server.Client.BaseAddress!, seed, Requests);

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - memory, long.MinValue, 16 << 20);
        await FewerAsync(handles + AtOnce);
        using var response = await server.PostAsync("/numbers", "4");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Mutated_frames_of_http_2_end_their_connection_and_no_other()
    {
        await using var server = await TestServer.StartAsync();
        var seed = Random.Shared.Next();
        byte[] valid =
        [
            .. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, // The preface, then empty SETTINGS, a HEADERS frame of GET / and a PING.
            0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 4, 1, 5, 0, 0, 0, 1, 0x82, 0x86, 0x84, 0x41, 0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8,
        ];

        await Parallel.ForEachAsync(Enumerable.Range(0, Requests / 4), Few, async (n, _) =>
        {
            var random = new Random(seed + n);
            var sent = Mutated(random, valid);
            await AnswerAsync(server.Grpc, [.. valid[..(24 * random.Next(2))], .. sent], $"seed {seed + n}");
        });

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Grpc, "/v2")) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var response = await server.Client.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static ParallelOptions Few => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = Token };

    private static string Request(string line, string body, string headers = "") =>
        $"{line} HTTP/1.1\r\nHost: here\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}";

    private static int Handles() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    // Sockets of connections that have ended are closed a moment later, which nothing tells us of.
    private static async Task FewerAsync(int most)
    {
        for (var patience = Stopwatch.StartNew(); Handles() > most; await Task.Delay(20, Token))
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), $"{Handles()} handles where {most} would do: {string.Join(' ', Kinds())}");
        }
    }

    private static IEnumerable<string> Kinds() => Directory.GetFileSystemEntries("/proc/self/fd").Select(f => File.ResolveLinkTarget(f, returnFinalTarget: false)?.Name.Split(':')[0] ?? "gone")
        .CountBy(k => k).OrderByDescending(k => k.Value).Select(k => $"{k.Value}x{k.Key}");

    private static Task SendAllAsync(Uri server, int seed, int count) => Parallel.ForEachAsync(Enumerable.Range(0, count), Few, async (n, _) =>
    {
        var random = new Random(seed + n);
        var sent = Mutated(random, Encoding.Latin1.GetBytes(Valid[random.Next(Valid.Length)]));
        var answer = await AnswerAsync(server, sent, $"seed {seed + n}");
        Assert.False(answer.StartsWith("HTTP/1.1 500", StringComparison.Ordinal) || answer.Contains("its log says why", StringComparison.Ordinal), $"seed {seed + n}: {answer}");
    });

    /// <summary>Sends bytes and no more, and answers with all that comes back before the server ends the connection.</summary>
    private static async Task<string> AnswerAsync(Uri server, byte[] request, string which)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, server.Port, Token);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var (answer, buffer) = (new StringBuilder(), new byte[8192]);
        try
        {
            await socket.SendAsync(request, patience.Token);
            socket.Shutdown(SocketShutdown.Send);
            while (await socket.ReceiveAsync(buffer, patience.Token) is > 0 and var read)
            {
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (SocketException)
        {
            // The server does not take any more, as it may.
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{which}: the server neither answered nor ended the connection: {Convert.ToBase64String(request)}");
        }

        return answer.ToString();
    }

    private static byte[] Mutated(Random random, byte[] valid)
    {
        var bytes = valid.ToList();
        for (var n = random.Next(1, 5); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 12), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.Latin1.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                default:
                    bytes.AddRange(Enumerable.Range(0, random.Next(20)).Select(_ => (byte)random.Next(256)));
                    break;
            }
        }

        return [.. bytes];
    }
}
