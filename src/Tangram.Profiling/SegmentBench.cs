using System.Diagnostics;
using Tangram.Core.Applications;
using Tangram.Devices.Workers;
using Tangram.Profiling.Devices;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Profiling;

/// <summary>One segment set up to be measured: its processes, and neighbours that keep the rest of its core busy.</summary>
/// <remarks>
/// There are neighbours only where the segment is a part of a core: as many as there are slices left, of one slice each, since the kernel deals the core's time
/// out equally to all. So what is measured holds whatever else is put on the core.
/// </remarks>
internal sealed class SegmentBench : IAsyncDisposable
{
    private static readonly TimeSpan RunTimeout = TimeSpan.FromMinutes(2);

    private readonly IMeasuredSegment _segment;
    private readonly List<WorkerProcess> _processes = [];
    private readonly List<WorkerProcess> _neighbours = [];
    private readonly Dictionary<string, string> _inputs = new(StringComparer.Ordinal);

    private SegmentBench(IMeasuredSegment segment) => _segment = segment;

    /// <summary>Starts the processes.</summary>
    /// <param name="segment">Is disposed of with this.</param>
    /// <param name="concurrency">How many are measured.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<SegmentBench> StartAsync(IMeasuredSegment segment, int concurrency, CancellationToken cancellation)
    {
        var bench = new SegmentBench(segment);
        try
        {
            await StartAsync(bench._processes, concurrency);
            await StartAsync(bench._neighbours, segment.Neighbours);
            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }

        async Task StartAsync(List<WorkerProcess> processes, int count)
        {
            for (var i = 0; i < count; i++)
            {
                processes.Add(await WorkerProcess.StartAsync(segment.Settings, TimeProvider.System, cancellation));
            }
        }
    }

    public async Task LoadAsync(Variant variant, int maxBatch)
    {
        foreach (var process in _processes.Concat(_neighbours))
        {
            var loaded = await process.LoadAsync(new LoadVariant(variant.Name, variant.Model, _segment.Threads, variant.Input, maxBatch));
            _inputs[variant.Name] = loaded.Inputs[0].Name;
        }
    }

    /// <summary>Runs one batch on every process at once, while the neighbours run one after the other.</summary>
    /// <returns>Each batch's inference time in milliseconds, and the items per second of all together; nothing of the neighbours.</returns>
    public async Task<(IReadOnlyList<double> Milliseconds, double ItemsPerSecond)> RunAsync(Variant variant, int batch, ReadOnlyMemory<float> item)
    {
        var work = WorkerBatch.OfFloats(variant.Name, _inputs[variant.Name], variant.Input, [.. Enumerable.Repeat(item, batch)]);
        using var measured = new CancellationTokenSource();
        var neighbours = _neighbours.ConvertAll(n => KeepBusyAsync(n, work, measured.Token));
        try
        {
            return await MeasureAsync(work, batch);
        }
        finally
        {
            await measured.CancelAsync();
            await Task.WhenAll(neighbours);
        }
    }

    /// <summary>Memory that all processes take together, in MiB: of the segment's own, else resident at its highest so far.</summary>
    public async Task<double> PeakMemoryMiBAsync()
    {
        if (_segment.MemoryInUseMiB() is { } own)
        {
            return own;
        }

        var memory = await Task.WhenAll(_processes.Select(p => p.MemoryAsync()));
        return memory.Sum(m => m.PeakResidentBytes) / 1048576.0;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.Concat(_neighbours))
        {
            await process.DisposeAsync();
        }

        _segment.Dispose();
    }

    private async Task<(IReadOnlyList<double> Milliseconds, double ItemsPerSecond)> MeasureAsync(WorkerBatch work, int batch)
    {
        var started = Stopwatch.GetTimestamp();
        var results = await Task.WhenAll(_processes.Select(p => p.RunAsync(work, RunTimeout)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var milliseconds = results.Select(r => r.RunNanoseconds / 1e6).ToArray();
        foreach (var result in results)
        {
            result.Dispose();
        }

        return (milliseconds, batch * _processes.Count / elapsed.TotalSeconds);
    }

    private static async Task KeepBusyAsync(WorkerProcess neighbour, WorkerBatch work, CancellationToken end)
    {
        do
        {
            using var result = await neighbour.RunAsync(work, RunTimeout);
        }
        while (!end.IsCancellationRequested);
    }
}
