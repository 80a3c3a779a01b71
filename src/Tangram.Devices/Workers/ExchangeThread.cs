using System.Collections.Concurrent;
using System.Net.Sockets;
using Tangram.Protocol.Worker;

namespace Tangram.Devices.Workers;

/// <summary>The thread that talks to one worker: one command at a time, in the order they were given.</summary>
/// <remarks>
/// A thread of its own because a large tensor keeps its sender busy for milliseconds, which would starve the small
/// thread pool of a machine with few cores. Continuations run on the thread pool.
/// </remarks>
internal sealed class ExchangeThread : IDisposable
{
    private readonly BlockingCollection<IExchange> _commands = [];
    private readonly FrameConnection _connection;
    private readonly Func<Exception, WorkerLostException> _lose;
    private WorkerLostException? _lost;
    private uint _sequence;

    /// <summary>Talks over <paramref name="connection"/>, which it owns from now on.</summary>
    /// <param name="connection">Connected to the worker.</param>
    /// <param name="lose">Called once, on this thread, with what broke the connection; answers what every caller is told.</param>
    public ExchangeThread(FrameConnection connection, Func<Exception, WorkerLostException> lose)
    {
        _connection = connection;
        _lose = lose;
        new Thread(Serve) { IsBackground = true, Name = "tangram worker exchange" }.Start();
    }

    /// <summary>Carries out an exchange when those before it are done.</summary>
    /// <param name="exchange">Sends a command with the given sequence number and receives its answer.</param>
    /// <param name="continuesHere">Whether what follows goes on on this thread instead of the thread pool.</param>
    public Task<T> RunAsync<T>(Func<FrameConnection, uint, T> exchange, bool continuesHere = false)
    {
        var command = new Exchange<T>(exchange, continuesHere ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _commands.Add(command);
        }
        catch (InvalidOperationException)
        {
            command.SetException(new WorkerLostException("the worker was stopped"));
        }

        return command.Task;
    }

    /// <summary>Takes no further commands; the thread ends when those it has are done or their connection is broken.</summary>
    public void Dispose() => _commands.CompleteAdding();

    private void Serve()
    {
        foreach (var command in _commands.GetConsumingEnumerable())
        {
            Carry(command);
        }

        _connection.Dispose();
        _commands.Dispose();
    }

    private void Carry(IExchange command)
    {
        if (_lost is not null)
        {
            command.SetException(_lost);
            return;
        }

        try
        {
            _sequence = unchecked(_sequence + 1);
            command.Carry(_connection, _sequence);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            _lost = _lose(e);
            command.SetException(_lost);
        }
        catch (Exception e)
        {
            command.SetException(e);
        }
    }

    /// <summary>A command that waits for its turn.</summary>
    private interface IExchange
    {
        void Carry(FrameConnection connection, uint sequence);

        void SetException(Exception fault);
    }

    private sealed class Exchange<T>(Func<FrameConnection, uint, T> exchange, TaskCreationOptions options) : TaskCompletionSource<T>(options), IExchange
    {
        public void Carry(FrameConnection connection, uint sequence) => SetResult(exchange(connection, sequence));
    }
}
