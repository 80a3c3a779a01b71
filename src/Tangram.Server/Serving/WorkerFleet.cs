using Tangram.Devices.Workers;
using Tangram.Protocol.Worker.Messages;
using Tangram.Scheduling;

namespace Tangram.Server.Serving;

/// <summary>The worker processes of an application: each pinned to its segment's cores, with its variant loaded.</summary>
internal sealed partial class WorkerFleet : IAsyncDisposable
{
    private readonly List<SupervisedWorker> _workers = [];

    private WorkerFleet()
    {
    }

    /// <summary>What each segment's workers said of their model, by the segment's index.</summary>
    public IReadOnlyDictionary<int, VariantLoaded> Models { get; private set; } = new Dictionary<int, VariantLoaded>();

    /// <summary>Starts all workers at once and waits until each is ready.</summary>
    /// <exception cref="WorkerStartException">One could not be started; none is left running.</exception>
    /// <exception cref="ModelFailedException">A model could not be loaded; none is left running.</exception>
    public static async Task<WorkerFleet> StartAsync(ApplicationHost host, HostSurroundings around, CancellationToken cancellation)
    {
        var fleet = new WorkerFleet();
        var starts = host.Application.Layout.Segments
            .SelectMany(s => Enumerable.Range(0, s.Processes).Select(p => new ProcessId(s.Index, p)))
            .Select(id => (Id: id, Worker: fleet.StartOneAsync(id, host, around, cancellation)))
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

    private async Task<SupervisedWorker> StartOneAsync(ProcessId id, ApplicationHost host, HostSurroundings around, CancellationToken cancellation)
    {
        var load = host.Application.Segments[id.Segment];
        var watcher = new Watcher(id, host, around);
        var worker = await SupervisedWorker.StartAsync(new WorkerSettings { Cores = load.Cores }, [load.Load], watcher, cancellation: cancellation);
        lock (_workers)
        {
            _workers.Add(worker);
        }

        return worker;
    }

    /// <summary>Hands what happens to one process on to the executor.</summary>
    private sealed class Watcher(ProcessId id, ApplicationHost host, HostSurroundings around) : IWorkerWatcher
    {
        private readonly Segment _segment = host.Application.Layout.Segments[id.Segment];

        public void Ready(SupervisedWorker worker)
        {
            var load = host.Application.Segments[id.Segment];
            Log.Ready(around.Logger, _segment.Id, worker.ProcessId ?? 0, load.Variant.Name);
            host.Executor.Ready(id, new SegmentWorker(worker, _segment, load, around.Options));
        }

        public void Lost(SupervisedWorker worker, string reason)
        {
            Log.Lost(around.Logger, _segment.Id, reason);
            host.Lost(id);
        }

        public void RestartFailed(SupervisedWorker worker, string reason) => Log.RestartFailed(around.Logger, _segment.Id, reason);
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
