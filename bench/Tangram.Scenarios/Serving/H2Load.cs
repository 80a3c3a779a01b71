using System.Globalization;
using System.Text.RegularExpressions;
using Tangram.Cli.Files;

namespace Tangram.Scenarios.Serving;

/// <summary>Sends one gRPC call over and over with h2load.</summary>
internal static partial class H2Load
{
    private const int Connections = 4;
    private const int StreamsEach = 16;

    /// <summary>Sends it for a time.</summary>
    /// <param name="method">The call's address.</param>
    /// <param name="frame">Its message in its frame.</param>
    /// <param name="seconds">For how long.</param>
    public static async Task<SentRequests> RunAsync(Uri method, byte[] frame, double seconds)
    {
        using var folder = new TemporaryFolder();
        var body = folder.Write("frame", string.Empty);
        await File.WriteAllBytesAsync(body, frame);
        var output = await Tool.H2Load.RunAsync(
        [
            "-c", Connections.ToString(CultureInfo.InvariantCulture), "-m", StreamsEach.ToString(CultureInfo.InvariantCulture), "-D", Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture),
            "-d", body, "-H", "content-type: application/grpc", "-H", "te: trailers", method.ToString(),
        ]);
        var (rate, codes) = (Rate().Match(output), Codes().Match(output));
        return new SentRequests(
            double.Parse(rate.Groups["rate"].ValueSpan, CultureInfo.InvariantCulture), Number(codes, "ok"), Number(codes, "moved") + Number(codes, "refused") + Number(codes, "failed"), double.NaN);
    }

    private static long Number(Match match, string group) => long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"finished in [^,]*, (?<rate>[0-9.]+) req/s", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rate();

    [GeneratedRegex(@"status codes: (?<ok>[0-9]+) 2xx, (?<moved>[0-9]+) 3xx, (?<refused>[0-9]+) 4xx, (?<failed>[0-9]+) 5xx", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Codes();
}
