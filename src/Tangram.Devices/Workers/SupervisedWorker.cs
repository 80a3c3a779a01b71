using Tangram.Protocol.OpenInference.Models;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Devices.Workers;

/// <summary>A worker process that is started again, with its variants, whenever it dies.</summary>
public sealed class SupervisedWorker : IAsyncDisposable
{
    private readonly WorkerSettings _settings;
    private readonly IReadOnlyList<LoadVariant> _variants;
    private readonly IWorkerWatcher _watcher;
    private readonly RestartBackoff _backoff;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private Task _supervision = Task.CompletedTask;
    private volatile WorkerProcess? _current;
    private int _stopped;

    private SupervisedWorker(WorkerSettings settings, IReadOnlyList<LoadVariant> variants, IWorkerWatcher watcher, RestartBackoff backoff, TimeProvider time)
    {
        _settings = settings;
        _variants = variants;
        _watcher = watcher;
        _backoff = backoff;
        _time = time;
    }

    /// <summary>What the worker told of its variants, by name; output shapes that an application's model file leaves open are those of the warm-up.</summary>
    public IReadOnlyDictionary<string, VariantLoaded> Variants { get; private set; } = new Dictionary<string, VariantLoaded>(StringComparer.Ordinal);

    /// <summary>Whether a process runs with all variants loaded.</summary>
    public bool IsReady => _current is not null;

    /// <summary>Id of the running process; null while there is none.</summary>
    public int? ProcessId => _current?.ProcessId;

    /// <summary>Starts the worker, loads its variants and warms each up at batch 1 and at its largest batch.</summary>
    /// <exception cref="WorkerStartException">The first start failed; nothing is left running.</exception>
    /// <exception cref="ModelFailedException">A variant cannot be loaded or run; nothing is left running.</exception>
    public static async Task<SupervisedWorker> StartAsync(
        WorkerSettings settings,
        IReadOnlyList<LoadVariant> variants,
        IWorkerWatcher watcher,
        RestartBackoff? backoff = null,
        TimeProvider? time = null,
        CancellationToken cancellation = default)
    {
        var worker = new SupervisedWorker(settings, variants, watcher, backoff ?? RestartBackoff.Default, time ?? TimeProvider.System);
        var process = await worker.StartProcessAsync(cancellation);
        worker._current = process;
        worker._supervision = Task.Run(() => worker.SuperviseAsync(process), CancellationToken.None);
        return worker;
    }

    /// <summary>Runs a batch.</summary>
    /// <param name="batch">Its inputs must not change until the run ends.</param>
    /// <param name="timeout">A run that takes longer is taken for hung: its process is killed and restarted.</param>
    /// <param name="continuesHere">See <see cref="WorkerProcess.RunAsync"/>.</param>
    /// <exception cref="WorkerLostException">There is no process, or it died before it answered; run the batch elsewhere.</exception>
    /// <exception cref="ModelFailedException">The model failed or the batch is not what it takes.</exception>
    public Task<BatchResult> RunAsync(WorkerBatch batch, TimeSpan timeout, bool continuesHere = false) =>
        _current is { } process
            ? process.RunAsync(batch, timeout, continuesHere)
            : Task.FromException<BatchResult>(new WorkerLostException("the worker is not running; it is being restarted or was stopped"));

    /// <summary>Asks how much memory the worker uses; null while it is being restarted.</summary>
    public async Task<WorkerMemory?> MemoryAsync() => _current is { } process ? await process.MemoryAsync() : null;

    /// <summary>Lets the worker finish what it has, then ends it for good. The watcher is told nothing more.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            await _stopping.CancelAsync();
        }

        await _supervision;
    }

    /// <inheritdoc cref="StopAsync"/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private async Task SuperviseAsync(WorkerProcess first)
    {
        for (var process = first; process is not null; process = await RestartAsync())
        {
            var since = _time.GetTimestamp();
            _current = process;
            _watcher.Ready(this);
            var reason = await ExitAsync(process);
            _current = null;
            await process.DisposeAsync();
            if (reason is null)
            {
                return;
            }

            _backoff.Lived(_time.GetElapsedTime(since));
            _watcher.Lost(this, reason);
        }
    }

    private async Task<string?> ExitAsync(WorkerProcess process)
    {
        try
        {
            return await process.Exited.WaitAsync(_stopping.Token);
        }
        catch (OperationCanceledException)
        {
            _current = null;
            await process.StopAsync();
            return null;
        }
    }

    private async Task<WorkerProcess?> RestartAsync()
    {
        while (true)
        {
            try
            {
                await Task.Delay(_backoff.Next(), _time, _stopping.Token);
                return await StartProcessAsync(_stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (Exception e) when (e is WorkerStartException or WorkerLostException or ModelFailedException)
            {
                _watcher.RestartFailed(this, e.Message);
            }
        }
    }

    private async Task<WorkerProcess> StartProcessAsync(CancellationToken cancellation)
    {
        var process = await WorkerProcess.StartAsync(_settings, _time, cancellation);
        try
        {
            var loaded = new Dictionary<string, VariantLoaded>(StringComparer.Ordinal);
            foreach (var variant in _variants)
            {
                cancellation.ThrowIfCancellationRequested();
                loaded.Add(variant.Variant, await LoadAsync(process, variant));
            }

            Variants = loaded;
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    private static async Task<VariantLoaded> LoadAsync(WorkerProcess process, LoadVariant variant)
    {
        var loaded = await process.LoadAsync(variant);
        try
        {
            var ran = await process.WarmUpAsync(variant.Variant, 1);
            if (variant.MaxBatch > 1)
            {
                await process.WarmUpAsync(variant.Variant, variant.MaxBatch);
            }

            return variant.IsAsTheFileSays ? loaded : loaded with { Outputs = [Known(loaded.Outputs[0], ran.Outputs[0].Shape)] };
        }
        catch (ModelFailedException) when (variant.IsAsTheFileSays && loaded.Inputs.Any(input => LeavesSizesOpen(input, variant)))
        {
            // The warm-up put 1 where the file leaves a size open, which may be too small for a model that is sound.
            return loaded;
        }
    }

    private static bool LeavesSizesOpen(TensorMetadata input, LoadVariant variant) =>
        input.Shape.Count == 0 || input.Shape.Skip(variant.IsBatched ? 1 : 0).Any(dimension => dimension < 0);

    private static TensorMetadata Known(TensorMetadata output, IReadOnlyList<int> ran) =>
        output with { Shape = [output.Shape.Count > 0 ? output.Shape[0] : -1, .. ran.Skip(1).Select(dimension => (long)dimension)] };
}
