using System.Net.Sockets;
using Tangram.Protocol.Worker;

namespace Tangram.Devices.Workers;

/// <summary>Talks to one worker: one command at a time, in the order they were given. A thread waits for what the worker says.</summary>
/// <remarks>
/// A command is sent by the thread that gives it where none is under way, and else by the thread that received the answer to the one before it: being
/// woken to send takes longer than sending. Only what keeps its sender waiting until the worker has read it is sent by the thread pool. Continuations run
/// there too.
/// </remarks>
internal sealed class ExchangeThread : IDisposable
{
    private readonly Lock _gate = new();

    // An answer may come before the thread that sent its command is back from the system.
    private readonly Lock _sending = new();
    private readonly Queue<IExchange> _waiting = [];
    private readonly FrameConnection _connection;
    private readonly Func<Exception, WorkerLostException> _lose;
    private IExchange? _current;
    private WorkerLostException? _lost;
    private uint _sequence;
    private bool _isDisposed;

    /// <summary>Talks over <paramref name="connection"/>, which it owns from now on.</summary>
    /// <param name="connection">Connected to the worker.</param>
    /// <param name="lose">Called once, on a thread of its own, with what broke the connection; answers what every caller is told.</param>
    public ExchangeThread(FrameConnection connection, Func<Exception, WorkerLostException> lose)
    {
        _connection = connection;
        _lose = lose;
        new Thread(Serve) { IsBackground = true, Name = "tangram worker exchange" }.Start();
    }

    /// <summary>Carries out an exchange when those before it are done.</summary>
    /// <param name="send">Sends a command with the given sequence number.</param>
    /// <param name="receive">Receives its answer, whose fields have come and which is no refusal.</param>
    /// <param name="isShort">Whether the socket takes it at once.</param>
    /// <param name="continuesHere">Whether what follows goes on on the thread that received the answer instead of the thread pool.</param>
    public Task<T> RunAsync<T>(Action<FrameConnection, uint> send, Func<FrameConnection, T> receive, bool isShort = true, bool continuesHere = false)
    {
        var exchange = new Exchange<T>(send, receive, continuesHere ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
        WorkerLostException? lost;
        var isFirst = false;
        lock (_gate)
        {
            lost = _lost ?? (_isDisposed ? new WorkerLostException("the worker was stopped") : null);
            if (lost is null && _current is null)
            {
                _current = exchange;
                isFirst = true;
            }
            else if (lost is null)
            {
                _waiting.Enqueue(exchange);
            }
        }

        if (lost is not null)
        {
            exchange.SetException(lost);
        }
        else if (isFirst && (isShort || _connection.SharesMemory))
        {
            Send(exchange);
        }
        else if (isFirst)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static sent => sent.Thread.Send(sent.Exchange), (Thread: this, Exchange: (IExchange)exchange), preferLocal: false);
        }

        return exchange.Task;
    }

    /// <summary>Takes no further commands and breaks the connection.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        _connection.Close();
    }

    private void Send(IExchange exchange)
    {
        lock (_sending)
        {
            SendFirstOf(exchange);
        }
    }

    // The exchange, or where nothing of it can be sent the next.
    private void SendFirstOf(IExchange exchange)
    {
        for (IExchange? next = exchange; next is not null;)
        {
            try
            {
                _sequence = unchecked(_sequence + 1);
                next.Send(_connection, _sequence);
                return;
            }
            catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
            {
                // The thread that receives is told by the connection, and tells the caller.
                _connection.Close();
                return;
            }
            catch (Exception e)
            {
                // Nothing was sent, so nothing will be answered.
                var failed = next;
                next = Next();
                failed.SetException(e);
            }
        }
    }

    private IExchange? Next()
    {
        lock (_gate)
        {
            return _current = _lost is null && _waiting.TryDequeue(out var next) ? next : null;
        }
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                var header = _connection.Receive() ?? throw new IOException("the worker closed its socket");
                Receive(header);
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            Lose(_lose(e));
        }

        _connection.Dispose();
    }

    private void Receive(FrameHeader header)
    {
        IExchange answered;
        lock (_gate)
        {
            answered = _current ?? throw new WorkerProtocolException("the worker answered where nothing was asked");
        }

        Action tell;
        try
        {
            WorkerCalls.Check(_connection, header, _sequence);
            tell = answered.Receive(_connection);
        }
        catch (Exception e) when (e is not (SocketException or IOException))
        {
            tell = () => answered.SetException(e);
        }

        if (Next() is { } next)
        {
            Send(next);
        }

        tell();
    }

    private void Lose(WorkerLostException lost)
    {
        List<IExchange> left;
        lock (_gate)
        {
            _lost = lost;
            left = [.. _waiting];
            if (_current is not null)
            {
                left.Insert(0, _current);
            }

            _current = null;
            _waiting.Clear();
        }

        left.ForEach(exchange => exchange.SetException(lost));
    }

    /// <summary>A command that waits for its turn or for its answer.</summary>
    private interface IExchange
    {
        void Send(FrameConnection connection, uint sequence);

        Action Receive(FrameConnection connection);

        void SetException(Exception fault);
    }

    private sealed class Exchange<T>(Action<FrameConnection, uint> send, Func<FrameConnection, T> receive, TaskCreationOptions options)
        : TaskCompletionSource<T>(options), IExchange
    {
        public void Send(FrameConnection connection, uint sequence) => send(connection, sequence);

        public Action Receive(FrameConnection connection)
        {
            var answer = receive(connection);
            return () => SetResult(answer);
        }
    }
}
