using System.Diagnostics;
using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Devices.Workers;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Profiling;

/// <summary>One segment set up to be measured: its processes, pinned to its cores.</summary>
internal sealed class SegmentBench : IAsyncDisposable
{
    private static readonly TimeSpan RunTimeout = TimeSpan.FromMinutes(2);

    private readonly List<WorkerProcess> _processes = [];
    private readonly Dictionary<string, string> _inputs = new(StringComparer.Ordinal);
    private readonly int _threads;

    private SegmentBench(int threads) => _threads = threads;

    public static async Task<SegmentBench> StartAsync(SegmentType type, IReadOnlyList<int> cores, CancellationToken cancellation)
    {
        var pinned = cores.Take(type.Profile.ComputeSlices).ToArray();
        var bench = new SegmentBench(pinned.Length);
        try
        {
            for (var i = 0; i < type.Concurrency; i++)
            {
                bench._processes.Add(await WorkerProcess.StartAsync(new WorkerSettings { Cores = pinned }, TimeProvider.System, cancellation));
            }

            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    public async Task LoadAsync(Variant variant, int maxBatch)
    {
        foreach (var process in _processes)
        {
            var loaded = await process.LoadAsync(new LoadVariant(variant.Name, variant.Model, _threads, variant.Input, maxBatch));
            _inputs[variant.Name] = loaded.Inputs[0].Name;
        }
    }

    /// <summary>Runs one batch on every process at once.</summary>
    /// <returns>Each batch's inference time in milliseconds, and the items per second of all together.</returns>
    public async Task<(IReadOnlyList<double> Milliseconds, double ItemsPerSecond)> RunAsync(Variant variant, int batch, ReadOnlyMemory<float> item)
    {
        var work = WorkerBatch.OfFloats(variant.Name, _inputs[variant.Name], variant.Input, [.. Enumerable.Repeat(item, batch)]);
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

    /// <summary>Resident memory of all processes together, in MiB, at its highest so far.</summary>
    public async Task<double> PeakMemoryMiBAsync()
    {
        var memory = await Task.WhenAll(_processes.Select(p => p.MemoryAsync()));
        return memory.Sum(m => m.PeakResidentBytes) / 1048576.0;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }
    }
}
