using Tangram.Core.Applications;
using Tangram.Devices.Workers;
using Tangram.Protocol.Worker.Messages;
using Tangram.Scheduling;
using Tangram.Server.Metrics;
using Tangram.Server.Options;

namespace Tangram.Server.Serving;

/// <summary>The worker processes of a plan: each pinned to its segment's cores, with its variant loaded.</summary>
internal sealed partial class WorkerFleet : IAsyncDisposable
{
    private readonly List<SupervisedWorker> _workers = [];

    private WorkerFleet()
    {
    }

    /// <summary>What each segment's worker said of its model, by the segment's index.</summary>
    public IReadOnlyDictionary<int, VariantLoaded> Models { get; private set; } = new Dictionary<int, VariantLoaded>();

    /// <summary>Starts all workers at once and waits until each is ready.</summary>
    /// <exception cref="WorkerStartException">One could not be started; none is left running.</exception>
    /// <exception cref="ModelFailedException">A model could not be loaded; none is left running.</exception>
    public static async Task<WorkerFleet> StartAsync(
        ServerSetup setup, Layout layout, IReadOnlyList<Variant> variants, RequestExecutor executor, ServingMetrics metrics, ILogger logger, CancellationToken cancellation)
    {
        var fleet = new WorkerFleet();
        var starts = layout.Segments
            .SelectMany(s => Enumerable.Range(0, s.Processes).Select(p => new ProcessId(s.Index, p)))
            .Select(id => (Id: id, Worker: StartOneAsync(id)))
            .ToList();
        try
        {
            await Task.WhenAll(starts.Select(s => s.Worker));
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }

        fleet.Models = starts.Where(s => s.Id.Process == 0).ToDictionary(s => s.Id.Segment, s => s.Worker.Result.Variants.Values.Single());
        return fleet;

        IReadOnlyList<int> CoresOf(Segment segment)
        {
            var placement = setup.Plan.Placements.Single(p => string.Equals(p.Instance, segment.Id, StringComparison.Ordinal));
            return [.. setup.Cores.Skip(placement.Start).Take(placement.MemorySlices)];
        }

        async Task<SupervisedWorker> StartOneAsync(ProcessId id)
        {
            var segment = layout.Segments[id.Segment];
            var pinned = CoresOf(segment);
            var variant = variants[id.Segment];
            var load = new LoadVariant(variant.Name, variant.Model, pinned.Count, variant.Input, segment.MaxBatch);
            var watcher = new Watcher(id, segment, variant, setup.Options, executor, metrics, logger);
            var worker = await SupervisedWorker.StartAsync(new WorkerSettings { Cores = pinned }, [load], watcher, cancellation: cancellation);
            lock (fleet._workers)
            {
                fleet._workers.Add(worker);
            }

            return worker;
        }
    }

    public async ValueTask DisposeAsync()
    {
        SupervisedWorker[] workers;
        lock (_workers)
        {
            workers = [.. _workers];
            _workers.Clear();
        }

        await Task.WhenAll(workers.Select(w => w.DisposeAsync().AsTask()));
    }

    /// <summary>Hands what happens to one process on to the executor.</summary>
    private sealed class Watcher(
        ProcessId id, Segment segment, Variant variant, ServerOptions options, RequestExecutor executor, ServingMetrics metrics, ILogger logger) : IWorkerWatcher
    {
        public void Ready(SupervisedWorker worker)
        {
            Log.Ready(logger, segment.Id, worker.ProcessId ?? 0, variant.Name);
            executor.Ready(id, new SegmentWorker(worker, segment, variant, options));
        }

        public void Lost(SupervisedWorker worker, string reason)
        {
            Log.Lost(logger, segment.Id, reason);
            metrics.Lost(segment.Id);
            executor.Lost(id);
        }

        public void RestartFailed(SupervisedWorker worker, string reason) => Log.RestartFailed(logger, segment.Id, reason);
    }

    /// <summary>A supervised worker with the one variant its segment serves.</summary>
    private sealed class SegmentWorker(SupervisedWorker worker, Segment segment, Variant variant, ServerOptions options) : ISegmentWorker
    {
        public async Task<BatchOutput> RunAsync(IReadOnlyList<ReadOnlyMemory<float>> items)
        {
            var timeout = options.HangFloor + (segment.Latency.Of(items.Count) * options.HangFactor);
            var input = worker.Variants[variant.Name].Inputs[0].Name;
            var result = await worker.RunAsync(WorkerBatch.OfFloats(variant.Name, input, variant.Input, items), timeout);
            var output = result.Outputs[0];
            return new BatchOutput([.. output.Shape.Skip(1)], TensorBytes.As<float>(output.Data), result.RunTime, result) { StartedNanoseconds = result.StartedNanoseconds };
        }
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Information, "Segment {Segment} is ready: process {Process} serves {Variant}")]
        public static partial void Ready(ILogger logger, string segment, int process, string variant);

        [LoggerMessage(11, LogLevel.Warning, "Segment {Segment} lost a process, which is restarted: {Reason}")]
        public static partial void Lost(ILogger logger, string segment, string reason);

        [LoggerMessage(12, LogLevel.Error, "Segment {Segment}: the restart failed and is tried again: {Reason}")]
        public static partial void RestartFailed(ILogger logger, string segment, string reason);
    }
}
