using Tangram.Core.Applications;
using Tangram.Devices.Workers;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Profiling.Colocations;

/// <summary>One worker process, pinned, with all variants loaded.</summary>
internal sealed class Lane : IAsyncDisposable
{
    private static readonly TimeSpan RunTimeout = TimeSpan.FromMinutes(2);
    private readonly WorkerProcess _process;
    private readonly double _share;
    private readonly IReadOnlyDictionary<Variant, ReadOnlyMemory<float>> _items;
    private readonly Dictionary<string, string> _inputs = new(StringComparer.Ordinal);

    private Lane(WorkerProcess process, double share, IReadOnlyDictionary<Variant, ReadOnlyMemory<float>> items)
    {
        _process = process;
        _share = share;
        _items = items;
    }

    /// <summary>The process's id.</summary>
    public int ProcessId => _process.ProcessId;

    /// <summary>Starts the process and loads all variants.</summary>
    /// <param name="cores">Its cores.</param>
    /// <param name="share">Share of the device that these are.</param>
    /// <param name="items">The variants, and an item of each.</param>
    /// <param name="maxBatch">The largest batch that will run.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<Lane> StartAsync(
        IReadOnlyList<int> cores, double share, IReadOnlyDictionary<Variant, ReadOnlyMemory<float>> items, int maxBatch, CancellationToken cancellation)
    {
        var process = await WorkerProcess.StartAsync(new WorkerSettings { Cores = cores }, TimeProvider.System, cancellation);
        var lane = new Lane(process, share, items);
        try
        {
            foreach (var variant in items.Keys)
            {
                cancellation.ThrowIfCancellationRequested();
                var loaded = await process.LoadAsync(new LoadVariant(variant.Name, variant.Model, cores.Count, variant.Input, maxBatch));
                lane._inputs[variant.Name] = loaded.Inputs[0].Name;
            }

            return lane;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a batch.</summary>
    public async Task<RanBatch> RunAsync(BatchChoice choice)
    {
        var variant = choice.Variant;
        var batch = WorkerBatch.OfFloats(variant.Name, _inputs[variant.Name], variant.Input, [.. Enumerable.Repeat(_items[variant], choice.Batch)]);
        using var result = await _process.RunAsync(batch, RunTimeout);
        return new RanBatch(variant.Name, choice.Batch, _share, result.StartedNanoseconds, result.StartedNanoseconds + result.RunNanoseconds);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
