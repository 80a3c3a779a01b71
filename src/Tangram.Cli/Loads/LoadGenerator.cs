using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Tangram.Profiling;

namespace Tangram.Cli.Loads;

/// <summary>Sends requests open-loop at Poisson instants, or at those given, whether or not earlier ones have been answered.</summary>
/// <remarks>
/// Latency counts from the instant a request was meant to be sent, so a generator or a connection that falls behind
/// shows as latency and is not left out (coordinated omission).
/// </remarks>
internal sealed class LoadGenerator(LoadOptions options) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5), UseProxy = false })
    {
        Timeout = TimeSpan.FromMinutes(1),
    };

    private readonly ConcurrentBag<LoadSample> _samples = [];

    /// <summary>The requests that have ended so far, in no order.</summary>
    public IReadOnlyCollection<LoadSample> Samples => _samples;

    /// <summary>Sends and waits for the last answer.</summary>
    public async Task<LoadReport> RunAsync(IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var requests = new List<Task>();
        foreach (var due in options.Instants ?? Poisson())
        {
            // Timers count in coarse ticks and may end a little early; a request sent early would seem faster than it was.
            while (due - Stopwatch.GetElapsedTime(started) is var wait && wait > TimeSpan.Zero && !cancellation.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            requests.Add(SendAsync(started, due, options.Bodies[requests.Count % options.Bodies.Count]));
            progress.Report(new WorkStep(due / options.Duration, $"{requests.Count} sent"));
        }

        await Task.WhenAll(requests);
        return new LoadReport(options, _samples);
    }

    public void Dispose() => _client.Dispose();

    private IEnumerable<TimeSpan> Poisson()
    {
        var random = new Random(options.Seed);
        for (var due = NextGap(random); due < options.Duration; due += NextGap(random))
        {
            yield return due;
        }
    }

    private TimeSpan NextGap(Random random) => TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / options.RatePerSecond);

    private async Task SendAsync(long started, TimeSpan due, ReadOnlyMemory<byte> body)
    {
        var (end, detail) = await AskAsync(body);
        var latency = Stopwatch.GetElapsedTime(started) - due;
        if (end == RequestEnd.InTime && latency > options.Objective)
        {
            end = RequestEnd.Late;
        }

        _samples.Add(new LoadSample(end, latency.TotalMilliseconds, detail, due));
    }

    private async Task<(RequestEnd End, string? Detail)> AskAsync(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var content = new ReadOnlyMemoryContent(body);
            using var answer = await _client.PostAsync(options.Target, content);
            var text = await answer.Content.ReadAsStringAsync();
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => (RequestEnd.InTime, null),
                HttpStatusCode.ServiceUnavailable when text.Contains("dropped:", StringComparison.Ordinal) => (RequestEnd.Dropped, text),
                HttpStatusCode.ServiceUnavailable => (RequestEnd.Refused, text),
                _ => (RequestEnd.Failed, $"{(int)answer.StatusCode} {text}"),
            };
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return (RequestEnd.Lost, fault.Message.ReplaceLineEndings(" "));
        }
    }
}
