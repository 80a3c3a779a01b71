using System.Net.Sockets;

namespace Tangram.Protocol.Worker;

/// <summary>Sends and receives frames over one connected stream socket, blocking the calling thread.</summary>
/// <remarks>
/// Small frames take one call of the system each way. Large payloads go through shared memory where there is some, else straight from the caller's memory
/// to the socket and from the socket to the caller's memory. One thread at a time may send and one may receive. Owns the socket.
/// </remarks>
public sealed class FrameConnection : IDisposable
{
    // A shorter piece is cheaper to copy beside what is sent with it than to send by itself.
    private const int CopiedPiece = 64 << 10;
    private const int BufferBytes = FrameHeader.Bytes + WorkerProtocol.MaxFieldBytes + CopiedPiece;
    private readonly Socket _socket;
    private readonly byte[] _outgoing = new byte[BufferBytes];
    private readonly byte[] _incoming = new byte[BufferBytes];
    private readonly TextPool _texts = new();
    private int _outgoingBytes;
    private long _payloadToSend;
    private FrameHeader _frame;
    private int _fields;
    private int _read;
    private int _received;
    private uint _payloadLeft;
    private SharedMemory? _shared;
    private nint _sharedOut;
    private nint _sharedIn;
    private nint _sharedTo;
    private nint _sharedFrom;

    /// <summary>Speaks over <paramref name="socket"/>, which is connected.</summary>
    public FrameConnection(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("the worker protocol sends tensors as they lie in memory, which must be little-endian");
        }

        _socket = socket;
    }

    /// <summary>Bytes of the payload of the frame received last.</summary>
    public uint PayloadBytes => _frame.PayloadBytes;

    /// <summary>Whether large payloads go through shared memory.</summary>
    public bool SharesMemory => _shared is not null;

    /// <summary>The payload of the frame received last where it lies in shared memory, until the next is received; 0 where it does not.</summary>
    public nint SharedPayload => _frame.IsShared ? _sharedIn : 0;

    /// <summary>Lets large payloads go through memory that both sides see.</summary>
    /// <param name="memory">Owned by the connection from now on.</param>
    /// <param name="isServer">Whether this side sends the commands.</param>
    public void Share(SharedMemory memory, bool isServer)
    {
        ArgumentNullException.ThrowIfNull(memory);
        _shared?.Dispose();
        _shared = memory;
        (_sharedOut, _sharedIn) = isServer ? (memory.Commands, memory.Answers) : (memory.Answers, memory.Commands);
    }

    /// <summary>Sends a frame without a payload.</summary>
    /// <exception cref="FrameTooLargeException">It does not fit; nothing was sent.</exception>
    public void Send<T>(uint sequence, T message)
        where T : IMessage<T> => Begin(sequence, message, payloadBytes: 0);

    /// <summary>Sends a frame whose payload is the given pieces, one after the other.</summary>
    /// <exception cref="FrameTooLargeException">It does not fit; nothing was sent.</exception>
    public void Send<T>(uint sequence, T message, IReadOnlyList<ReadOnlyMemory<byte>> pieces)
        where T : IMessage<T>
    {
        ArgumentNullException.ThrowIfNull(pieces);
        var bytes = 0L;
        for (var i = 0; i < pieces.Count; i++)
        {
            bytes += pieces[i].Length;
        }

        Begin(sequence, message, bytes);
        for (var i = 0; i < pieces.Count; i++)
        {
            SendPayload(pieces[i].Span);
        }
    }

    /// <summary>Begins a frame whose payload <see cref="SendPayload"/> sends; the last of it completes the frame.</summary>
    /// <exception cref="FrameTooLargeException">It does not fit; nothing was sent.</exception>
    public void Begin<T>(uint sequence, T message, long payloadBytes)
        where T : IMessage<T>
    {
        if (payloadBytes > WorkerProtocol.MaxPayloadBytes)
        {
            throw new FrameTooLargeException($"tensors of {payloadBytes} bytes do not fit a frame; at most {WorkerProtocol.MaxPayloadBytes} do");
        }

        var writer = new FieldWriter(_outgoing.AsSpan(FrameHeader.Bytes, WorkerProtocol.MaxFieldBytes));
        message.Write(ref writer);
        var isShared = _shared is not null && payloadBytes >= CopiedPiece;
        _sharedTo = isShared ? _sharedOut : 0;
        new FrameHeader(T.Kind, (ushort)writer.Written, sequence, (uint)payloadBytes) { IsShared = isShared }.Write(_outgoing);
        _outgoingBytes = FrameHeader.Bytes + writer.Written;
        _payloadToSend = payloadBytes;
        if (payloadBytes == 0)
        {
            Flush();
        }
    }

    /// <summary>Sends the next bytes of the payload of the frame begun last.</summary>
    /// <exception cref="InvalidOperationException">The frame was begun with a shorter payload.</exception>
    public void SendPayload(ReadOnlySpan<byte> piece)
    {
        if (piece.Length > _payloadToSend)
        {
            throw new InvalidOperationException("a frame's payload is longer than it was begun with");
        }

        if (_sharedTo != 0)
        {
            piece.CopyTo(At(_sharedTo, piece.Length));
            _sharedTo += piece.Length;
        }
        else
        {
            SendOverSocket(piece);
        }

        _payloadToSend -= piece.Length;
        if (_payloadToSend == 0)
        {
            Flush();
        }
    }

    /// <summary>Waits for the next frame and receives its header and fields; what is left of the previous frame's payload is skipped.</summary>
    /// <returns>The header, or null where the other side closed the socket.</returns>
    /// <exception cref="WorkerProtocolException">What came is no frame.</exception>
    public FrameHeader? Receive()
    {
        SkipPayload();
        if (_received == _read && !Fill())
        {
            return null;
        }

        FillTo(FrameHeader.Bytes);
        _frame = FrameHeader.Read(_incoming.AsSpan(_read, FrameHeader.Bytes));
        FillTo(FrameHeader.Bytes + _frame.FieldBytes);
        _fields = _read + FrameHeader.Bytes;
        _read = _fields + _frame.FieldBytes;
        _payloadLeft = _frame.PayloadBytes;
        _sharedFrom = SharedPayload;
        if (_frame.IsShared && _shared is null)
        {
            throw new WorkerProtocolException("a frame's payload is said to lie in shared memory, of which there is none");
        }

        return _frame;
    }

    /// <summary>The message of the frame received last.</summary>
    /// <exception cref="WorkerProtocolException">The frame is of another kind, or its fields are malformed.</exception>
    public T Message<T>()
        where T : IMessage<T>
    {
        if (_frame.Kind != T.Kind)
        {
            throw new WorkerProtocolException($"a frame of kind {_frame.Kind} came where {T.Kind} belongs");
        }

        var reader = new FieldReader(_incoming.AsSpan(_fields, _frame.FieldBytes), _texts);
        var message = T.Read(ref reader);
        reader.End();
        return message;
    }

    /// <summary>Receives the next bytes of the current frame's payload.</summary>
    /// <exception cref="WorkerProtocolException">The payload has fewer bytes left.</exception>
    public void ReceivePayload(Span<byte> destination)
    {
        if (destination.Length > _payloadLeft)
        {
            throw new WorkerProtocolException("a frame's payload is shorter than its fields say");
        }

        _payloadLeft -= (uint)destination.Length;
        if (_frame.IsShared)
        {
            At(_sharedFrom, destination.Length).CopyTo(destination);
            _sharedFrom += destination.Length;
            return;
        }

        var here = Math.Min(destination.Length, _received - _read);
        _incoming.AsSpan(_read, here).CopyTo(destination);
        _read += here;
        destination = destination[here..];
        while (destination.Length > 0)
        {
            destination = destination[ReceiveSome(destination)..];
        }
    }

    /// <summary>Breaks the connection; who waits to receive is told that it is closed. Safe beside any other method.</summary>
    public void Close()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        _shared?.Dispose();
    }

    private static unsafe Span<byte> At(nint address, int bytes) => new((void*)address, bytes);

    private void SendOverSocket(ReadOnlySpan<byte> piece)
    {
        if (piece.Length > _outgoing.Length - _outgoingBytes || piece.Length >= CopiedPiece)
        {
            Flush();
        }

        if (piece.Length >= CopiedPiece)
        {
            SendAll(piece);
        }
        else
        {
            piece.CopyTo(_outgoing.AsSpan(_outgoingBytes));
            _outgoingBytes += piece.Length;
        }
    }

    private void SkipPayload()
    {
        while (_payloadLeft > 0 && !_frame.IsShared)
        {
            if (_received == _read && !Fill())
            {
                throw Closed();
            }

            var skipped = (int)Math.Min(_payloadLeft, (uint)(_received - _read));
            _read += skipped;
            _payloadLeft -= (uint)skipped;
        }
    }

    /// <summary>Receives until <paramref name="bytes"/> lie in the buffer, which is larger, and moves them to where there is room for all.</summary>
    private void FillTo(int bytes)
    {
        while (_received - _read < bytes)
        {
            if (!Fill())
            {
                throw Closed();
            }
        }
    }

    // Whatever has come is taken in one call: most often a whole frame.
    private bool Fill()
    {
        if (_read > 0)
        {
            _incoming.AsSpan(_read, _received - _read).CopyTo(_incoming);
            (_read, _received) = (0, _received - _read);
        }

        var count = _socket.Receive(_incoming.AsSpan(_received));
        _received += count;
        return count > 0;
    }

    private int ReceiveSome(Span<byte> bytes) => _socket.Receive(bytes) is > 0 and var count ? count : throw Closed();

    private void Flush()
    {
        SendAll(_outgoing.AsSpan(0, _outgoingBytes));
        _outgoingBytes = 0;
    }

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[_socket.Send(bytes)..];
        }
    }

    private static WorkerProtocolException Closed() => new("the socket was closed in the middle of a frame");
}
