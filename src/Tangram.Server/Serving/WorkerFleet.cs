using System.Collections.Concurrent;
using Tangram.Devices.Workers;
using Tangram.Protocol.Worker.Messages;
using Tangram.Scheduling;

namespace Tangram.Server.Serving;

/// <summary>The worker processes of an application: each pinned to its segment's cores, with its variant loaded.</summary>
internal sealed partial class WorkerFleet : IAsyncDisposable
{
    private readonly ApplicationHost _host;
    private readonly HostSurroundings _around;
    private readonly ConcurrentDictionary<ProcessId, SupervisedWorker> _workers = [];
    private readonly ConcurrentDictionary<int, VariantLoaded> _models = [];

    public WorkerFleet(ApplicationHost host, HostSurroundings around) => (_host, _around) = (host, around);

    /// <summary>What a segment's workers said of their model.</summary>
    public VariantLoaded ModelOf(int segment) => _models[segment];

    /// <summary>Starts the workers of segments at once and waits until each is ready and the executor knows.</summary>
    /// <exception cref="WorkerStartException">One could not be started; none of them is left running.</exception>
    /// <exception cref="ModelFailedException">A model could not be loaded; none of them is left running.</exception>
    public async Task StartAsync(IReadOnlyList<int> segments, CancellationToken cancellation)
    {
        var starts = segments
            .SelectMany(s => Enumerable.Range(0, _host.Application.Layout.Segments[s].Processes).Select(p => new ProcessId(s, p)))
            .Select(id => StartOneAsync(id, cancellation))
            .ToList();
        try
        {
            await Task.WhenAll(starts);
        }
        catch
        {
            await StopAsync(segments);
            throw;
        }
    }

    /// <summary>Ends the workers of segments, each after what it runs.</summary>
    public async Task StopAsync(IReadOnlyList<int> segments)
    {
        var stopping = new List<Task>();
        foreach (var id in _workers.Keys.Where(id => segments.Contains(id.Segment)))
        {
            if (_workers.TryRemove(id, out var worker))
            {
                stopping.Add(worker.DisposeAsync().AsTask());
            }
        }

        await Task.WhenAll(stopping);
    }

    public async ValueTask DisposeAsync() => await StopAsync([.. _workers.Keys.Select(id => id.Segment).Distinct()]);

    private async Task StartOneAsync(ProcessId id, CancellationToken cancellation)
    {
        var (application, watcher) = (_host.Application, new Watcher(id, _host, _around));
        var (load, processes) = (application.Segments[id.Segment], application.Layout.Segments[id.Segment].Processes);
        var settings = load.Placement is { } place && application.Places is { } places ? places.SettingsOf(place, processes) : new WorkerSettings { Cores = load.Cores };
        var worker = await SupervisedWorker.StartAsync(settings, [load.Load], watcher, cancellation: cancellation);
        _workers[id] = worker;
        if (id.Process == 0)
        {
            _models[id.Segment] = worker.Variants.Values.Single();
        }

        await watcher.FirstReady;
    }

    /// <summary>Hands what happens to one process on to the executor.</summary>
    private sealed class Watcher(ProcessId id, ApplicationHost host, HostSurroundings around) : IWorkerWatcher
    {
        private readonly Segment _segment = host.Application.Layout.Segments[id.Segment];
        private readonly SegmentLoad _load = host.Application.Segments[id.Segment];
        private readonly TaskCompletionSource _firstReady = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task FirstReady => _firstReady.Task;

        public void Ready(SupervisedWorker worker)
        {
            Log.Ready(around.Logger, _segment.Id, worker.ProcessId ?? 0, _load.Variant.Name);
            host.Executor.Ready(id, new SegmentWorker(worker, _segment, _load, around.Options));
            _firstReady.TrySetResult();
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
