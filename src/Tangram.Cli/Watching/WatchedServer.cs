using System.Diagnostics;
using Tangram.Core.Files;

namespace Tangram.Cli.Watching;

/// <summary>A server whose metrics are read again and again.</summary>
internal sealed class WatchedServer : IDisposable
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly Uri _metrics;
    private MetricsReading? _last;
    private long _lastAt;

    /// <param name="metrics">Address of its page of metrics.</param>
    /// <param name="key">Key that it asks for; null where it asks for none.</param>
    public WatchedServer(Uri metrics, string? key)
    {
        _metrics = metrics;
        if (key is not null)
        {
            _client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        }
    }

    /// <summary>Waits, then tells what it did since the reading before; the first time that is made now.</summary>
    /// <exception cref="InvalidFileException">It cannot be read.</exception>
    public async Task<ServerActivity> NextAsync(TimeSpan pause, CancellationToken cancellation)
    {
        if (_last is null)
        {
            (_last, _lastAt) = (await ReadAsync(cancellation), Stopwatch.GetTimestamp());
        }

        await Task.Delay(pause, cancellation);
        var (before, beforeAt) = (_last, _lastAt);
        (_last, _lastAt) = (await ReadAsync(cancellation), Stopwatch.GetTimestamp());
        return ServerActivity.Between(before, _last, Stopwatch.GetElapsedTime(beforeAt, _lastAt));
    }

    public void Dispose() => _client.Dispose();

    private async Task<MetricsReading> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            return MetricsReading.Parse(await _client.GetStringAsync(_metrics, cancellation));
        }
        catch (OperationCanceledException fault) when (!cancellation.IsCancellationRequested)
        {
            throw new InvalidFileException($"{_metrics} was not answered within {_client.Timeout.TotalSeconds} s; is that where the server shows its metrics?", fault);
        }
        catch (HttpRequestException fault)
        {
            throw new InvalidFileException($"{_metrics} cannot be read: {fault.Message.ReplaceLineEndings(" ")}; 'tangram serve' prints where its metrics are", fault);
        }
    }
}
