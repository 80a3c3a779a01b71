using System.Globalization;
using Tangram.Cli.Files;

namespace Tangram.Scenarios.Serving;

/// <summary>Sends one request over and over with wrk, over connections that are kept.</summary>
internal static class Wrk
{
    // Bytes of the body may be any, so that they are read from a file. The figures come last, on a line of their own.
    private const string Script = """
        local file = io.open("BODY", "rb")
        wrk.method = "POST"
        wrk.body = file:read("*a")
        file:close()
        wrk.headers["Content-Type"] = "application/octet-stream"
        wrk.headers["Inference-Header-Content-Length"] = "LENGTH"
        function done(summary, latency, requests)
          local e = summary.errors
          io.write(string.format("figures %d %d %d %d\n",
            summary.requests, summary.duration, e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(99)))
        end
        """;

    /// <summary>Sends it for a time.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="request">What.</param>
    /// <param name="connections">Requests that are under way at any time.</param>
    /// <param name="seconds">For how long.</param>
    public static async Task<SentRequests> RunAsync(Uri address, BinaryRequest request, int connections, double seconds)
    {
        using var folder = new TemporaryFolder();
        var body = folder.Write("body", string.Empty);
        await File.WriteAllBytesAsync(body, request.Body);
        var length = request.JsonLength.ToString(CultureInfo.InvariantCulture);
        var script = folder.Write("script.lua", Script.Replace("BODY", body, StringComparison.Ordinal).Replace("LENGTH", length, StringComparison.Ordinal));
        var output = await Tool.Wrk.RunAsync(
            ["-t", "1", "-c", connections.ToString(CultureInfo.InvariantCulture), "-d", Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture) + "s", "-s", script, address.ToString()]);
        var line = output.Split('\n').Last(l => l.StartsWith("figures ", StringComparison.Ordinal));
        var figures = line.Split(' ')[1..].Select(f => long.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        return new SentRequests(figures[0] / (figures[1] / 1e6), figures[0], figures[2], figures[3] / 1e3);
    }
}
