using System.Globalization;
using System.Net;
using Tangram.Cli.Demos;
using Tangram.Profiling;

namespace Tangram.Scenarios.Serving;

/// <summary>How many requests to a model that takes no time are answered per second: what serving itself costs, beside a peer's.</summary>
internal static class TinyRequests
{
    private const double HttpLimit = 15_000;
    private const double PeerRatioLimit = 2;
    private const double GrpcLimit = 10_000;
    private const int Rounds = 5;
    private const int Connections = 32;
    private const double Seconds = 4;

    /// <summary>Measures; the servers take turns, so that what else the machine does meets all of them.</summary>
    /// <param name="checks">Where figures go.</param>
    /// <param name="server">Serves the test models.</param>
    /// <param name="model">The tiny model's ONNX file.</param>
    public static async Task MeasureAsync(Checks checks, ServerProcess server, string model)
    {
        await using var peer = await FastifyPeer.StartAsync(model);
        var (ours, theirs, grpc) = (TinyModel.At(server.Address), TinyModel.At(peer.Address), TinyModel.MethodAt(server.GrpcAddress));
        RequireRight(ours);
        RequireRight(theirs);
        await RequireRightAsync(grpc);
        var rounds = new List<(double Http, double Peer, double Grpc, double Others)>();
        var (ourCores, theirCores) = (new List<double>(), new List<double>());
        long failed = 0;
        for (var i = 0; i <= Rounds; i++)
        {
            var others = new OtherPrograms();
            var (http, httpCores) = await CountedAsync(server.Id, () => Wrk.RunAsync(ours, TinyModel.Request, Connections, Seconds));
            var (peers, peerCores) = await CountedAsync(peer.Id, () => Wrk.RunAsync(theirs, TinyModel.Request, Connections, Seconds));
            var calls = await H2Load.RunAsync(grpc, TinyModel.Frame, Seconds);
            failed += http.Failed + calls.Failed + peers.Failed;

            // The first round lets the runtimes compile what is hot.
            if (i > 0)
            {
                rounds.Add((http.PerSecond, peers.PerSecond, calls.PerSecond, others.Share()));
                ourCores.Add(httpCores);
                theirCores.Add(peerCores);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"      round {i}: HTTP {http.PerSecond:#,0}/s, fastify {peers.PerSecond:#,0}/s, gRPC {calls.PerSecond:#,0}/s; other programs took {others.Share():0%} of the cores"));
            }
        }

        checks.AtMost("requests that were not answered with 2xx", failed, 0, "");
        checks.AtLeast("tiny model over HTTP, binary both ways, best round", rounds.Max(r => r.Http), HttpLimit, "1/s");
        checks.AtLeast("over fastify with onnxruntime-node, median of rounds", Percentiles.Of(rounds.Select(r => r.Http / r.Peer), 50), PeerRatioLimit, "x");
        checks.AtLeast("tiny model over gRPC, best round", rounds.Max(r => r.Grpc), GrpcLimit, "1/s");
        Checks.Tell("cores' time for a request over HTTP, server and worker", Percentiles.Of(ourCores, 50), "us");
        Checks.Tell("cores' time for a request to fastify", Percentiles.Of(theirCores, 50), "us");
        Checks.Tell("cores that other programs took, median of rounds", Percentiles.Of(rounds.Select(r => r.Others), 50) * 100, "%");
    }

    // Microseconds of a server's cores for each request: what others do on the machine changes those little.
    private static async Task<(SentRequests Sent, double Cores)> CountedAsync(int server, Func<Task<SentRequests>> send)
    {
        var before = ProcessTree.CoreSeconds(server);
        var sent = await send();
        return (sent, (ProcessTree.CoreSeconds(server) - before) * 1e6 / sent.Count);
    }

    private static void RequireRight(Uri address)
    {
        using var connection = new KeptConnection(address);
        var answer = connection.Ask(TinyModel.Request.ToHttp(address));
        if (!answer.Span.EndsWith(TinyModel.Answer))
        {
            throw new InvalidOperationException($"{address} answered with other numbers: {Convert.ToHexString(answer.Span)}");
        }
    }

    // What fails says so in a trailer, which h2load does not look at.
    private static async Task RequireRightAsync(Uri method)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(TinyModel.Frame),
        };
        request.Content.Headers.ContentType = new("application/grpc");
        request.Headers.TE.Add(new("trailers"));
        using var response = await client.SendAsync(request);
        var answer = await response.Content.ReadAsByteArrayAsync();
        var status = response.TrailingHeaders.TryGetValues("grpc-status", out var values) ? values.Single() : "missing";
        var middle = TinyModel.Answer.Length / 2;
        if (status is not "0" || answer.AsSpan().IndexOf(TinyModel.Answer.AsSpan(0, middle)) < 0 || !answer.AsSpan().EndsWith(TinyModel.Answer.AsSpan(middle)))
        {
            throw new InvalidOperationException($"{method}: grpc-status {status}, {Convert.ToHexString(answer)}");
        }
    }
}
