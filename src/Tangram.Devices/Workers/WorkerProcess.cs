using Tangram.Protocol.Worker;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Devices.Workers;

/// <summary>One running worker process. Safe to call from many threads; commands are carried out one at a time, in order.</summary>
/// <remarks>Every method throws <see cref="WorkerLostException"/> once the process is gone.</remarks>
public sealed class WorkerProcess : IAsyncDisposable
{
    // The socket's buffers hold it.
    private const long ShortBatch = 64 << 10;
    private readonly ChildProcess _child;
    private readonly ExchangeThread _exchange;
    private readonly WorkerSettings _settings;
    private readonly TimeProvider _time;
    private readonly Watchdog _watchdog;
    private int _disposed;

    private WorkerProcess(ChildProcess child, WorkerSettings settings, TimeProvider time)
    {
        _child = child;
        _settings = settings;
        _time = time;
        _watchdog = new Watchdog(child.Kill, time);
        _exchange = new ExchangeThread(child.Connection, fault => new WorkerLostException(child.WaitForEnd(fault), fault));
    }

    /// <summary>The process id.</summary>
    public int ProcessId => _child.Id;

    /// <summary>Time from starting the process to the end of the handshake.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>Ends with the reason, on one line, as soon as the process is gone.</summary>
    public Task<string> Exited => _child.Exited;

    /// <summary>Starts a worker and waits until it takes commands.</summary>
    /// <exception cref="WorkerStartException">It could not be started or did not answer in time.</exception>
    public static async Task<WorkerProcess> StartAsync(WorkerSettings settings, TimeProvider time, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(time);
        var begin = time.GetTimestamp();
        var child = await ChildProcess.StartAsync(settings, time, cancellation);
        var worker = new WorkerProcess(child, settings, time);
        try
        {
            await worker.GreetAsync();
            worker.StartTime = time.GetElapsedTime(begin);
            return worker;
        }
        catch (Exception e)
        {
            await worker.DisposeAsync();
            throw new WorkerStartException($"the worker did not complete the handshake: {e.Message}", e);
        }
    }

    /// <summary>Loads a variant; one of the same name is replaced.</summary>
    /// <exception cref="ModelFailedException">It cannot be loaded.</exception>
    public Task<VariantLoaded> LoadAsync(LoadVariant variant) => AskAsync<LoadVariant, VariantLoaded>(variant, _settings.LoadTimeout);

    /// <summary>Drops a variant and its memory.</summary>
    /// <exception cref="ModelFailedException">None has that name.</exception>
    public Task UnloadAsync(string variant) => AskAsync<UnloadVariant, Done>(new UnloadVariant(variant), _settings.LoadTimeout);

    /// <summary>Runs a batch of zeros.</summary>
    /// <exception cref="ModelFailedException">The model failed.</exception>
    public Task<BatchRan> WarmUpAsync(string variant, int batch) => AskAsync<WarmUp, BatchRan>(new WarmUp(variant, batch), _settings.LoadTimeout);

    /// <summary>Runs a batch.</summary>
    /// <param name="batch">Its inputs must not change until the run ends.</param>
    /// <param name="timeout">If it runs longer, counted from when it is its turn, the process is killed; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="continuesHere">Whether what follows the run goes on on the thread that received the output, which spares a switch of threads. It must be short and must not wait for this worker.</param>
    /// <exception cref="ModelFailedException">The model failed or the batch is not what it takes.</exception>
    public Task<BatchResult> RunAsync(WorkerBatch batch, TimeSpan timeout, bool continuesHere = false)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return AskAsync(
            timeout,
            (connection, sequence) => WorkerCalls.Send(connection, sequence, batch),
            connection => WorkerCalls.Receive(connection, batch),
            isShort: WorkerCalls.BytesOf(batch) < ShortBatch,
            continuesHere);
    }

    /// <summary>Sends bytes that the worker receives as it would a batch, and waits for its answer.</summary>
    /// <returns>How many bytes reached the worker.</returns>
    public Task<Pong> PingAsync(IReadOnlyList<ReadOnlyMemory<byte>> pieces) =>
        AskAsync(
            Timeout.InfiniteTimeSpan,
            (connection, sequence) => connection.Send(sequence, new Ping(), pieces),
            connection => connection.Message<Pong>(),
            isShort: false);

    /// <summary>Asks how much memory the worker uses.</summary>
    public Task<WorkerMemory> MemoryAsync() => AskAsync<AskMemory, WorkerMemory>(new AskMemory(), _settings.LoadTimeout);

    /// <summary>Lets the worker finish what it has, then ends it; kills it if that takes longer than allowed.</summary>
    public async Task StopAsync()
    {
        var stopped = StopPolitelyAsync();
        await Task.WhenAny(stopped, Task.Delay(_settings.StopTimeout, _time));
        await DisposeAsync();
        await stopped;
    }

    /// <summary>Kills the process and waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        _child.Kill("it was disposed");
        await _child.Exited;
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _exchange.Dispose();
            _watchdog.Dispose();
            _child.Dispose();
        }
    }

    private async Task GreetAsync()
    {
        var memory = SharedMemory.TryCreate();
        var isShared = false;
        try
        {
            isShared = await AskAsync(
                _settings.StartTimeout,
                (connection, sequence) => connection.Send(sequence, new Hello(Environment.ProcessId) { Memory = memory?.Descriptor ?? -1 }),
                connection => Share(connection, connection.Message<Ready>().SharesMemory ? memory : null));
        }
        finally
        {
            if (!isShared)
            {
                memory?.Dispose();
            }
        }
    }

    private static bool Share(FrameConnection connection, SharedMemory? memory)
    {
        if (memory is not null)
        {
            connection.Share(memory, isServer: true);
        }

        return memory is not null;
    }

    private async Task StopPolitelyAsync()
    {
        try
        {
            await AskAsync<Shutdown, Done>(new Shutdown(), Timeout.InfiniteTimeSpan);
            await _child.Exited;
        }
        catch (WorkerLostException)
        {
            // It is gone, which is what was wanted.
        }
    }

    private Task<TAnswer> AskAsync<TCommand, TAnswer>(TCommand command, TimeSpan timeout)
        where TCommand : IMessage<TCommand>
        where TAnswer : IMessage<TAnswer> =>
        AskAsync(timeout, (connection, sequence) => connection.Send(sequence, command), connection => connection.Message<TAnswer>());

    private Task<T> AskAsync<T>(TimeSpan timeout, Action<FrameConnection, uint> send, Func<FrameConnection, T> receive, bool isShort = true, bool continuesHere = false)
    {
        var watch = default(Watchdog.Leash);
        return _exchange.RunAsync(
            (connection, sequence) =>
            {
                watch = _watchdog.Watch(timeout);
                try
                {
                    send(connection, sequence);
                }
                catch
                {
                    watch.Dispose();
                    throw;
                }
            },
            connection =>
            {
                using (watch)
                {
                    return receive(connection);
                }
            },
            isShort,
            continuesHere);
    }
}
