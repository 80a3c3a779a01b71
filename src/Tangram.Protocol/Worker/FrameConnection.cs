using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Tangram.Protocol.Worker;

/// <summary>Sends and receives frames over one connected stream socket, blocking the calling thread.</summary>
/// <remarks>
/// Payloads go straight from the caller's memory to the socket and from the socket to the caller's memory.
/// One thread at a time may send and one may receive. Owns the socket.
/// </remarks>
public sealed class FrameConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _outgoing = new byte[FrameHeader.Bytes + WorkerProtocol.MaxFieldBytes];
    private readonly byte[] _incoming = new byte[WorkerProtocol.MaxFieldBytes];
    private FrameHeader _frame;
    private uint _payloadLeft;

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

    /// <summary>Sends a frame with no tensor.</summary>
    public void Send<T>(uint sequence, T message)
        where T : IMessage<T> => Send(sequence, message, ElementType.None, []);

    /// <summary>Sends a frame with a payload that lies in one piece.</summary>
    public void Send<T>(uint sequence, T message, ElementType elements, ReadOnlySpan<byte> payload)
        where T : IMessage<T>
    {
        SendHead(sequence, message, elements, payload.Length);
        SendAll(payload);
    }

    /// <summary>Sends a frame whose payload is the given tensors, one after the other.</summary>
    public void Send<T>(uint sequence, T message, IReadOnlyList<ReadOnlyMemory<float>> items)
        where T : IMessage<T>
    {
        ArgumentNullException.ThrowIfNull(items);
        SendHead(sequence, message, ElementType.Fp32, items.Sum(item => (long)item.Length * sizeof(float)));
        foreach (var item in items)
        {
            SendAll(MemoryMarshal.AsBytes(item.Span));
        }
    }

    /// <summary>Waits for the next frame and receives its header and fields; what is left of the previous frame's payload is skipped.</summary>
    /// <returns>The header, or null where the other side closed the socket.</returns>
    /// <exception cref="WorkerProtocolException">What came is no frame.</exception>
    public FrameHeader? Receive()
    {
        SkipPayload();
        Span<byte> bytes = stackalloc byte[FrameHeader.Bytes];
        var first = _socket.Receive(bytes);
        if (first == 0)
        {
            return null;
        }

        ReceiveAll(bytes[first..]);
        _frame = FrameHeader.Read(bytes);
        ReceiveAll(_incoming.AsSpan(0, _frame.FieldBytes));
        _payloadLeft = _frame.PayloadBytes;
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

        var reader = new FieldReader(_incoming.AsSpan(0, _frame.FieldBytes));
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

        ReceiveAll(destination);
        _payloadLeft -= (uint)destination.Length;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private void SkipPayload()
    {
        while (_payloadLeft > 0)
        {
            ReceivePayload(_incoming.AsSpan(0, (int)Math.Min(_payloadLeft, (uint)_incoming.Length)));
        }
    }

    private void SendHead<T>(uint sequence, T message, ElementType elements, long payloadBytes)
        where T : IMessage<T>
    {
        if (payloadBytes > WorkerProtocol.MaxPayloadBytes)
        {
            throw new ArgumentOutOfRangeException(nameof(payloadBytes), $"a tensor of {payloadBytes} bytes does not fit a frame; at most {WorkerProtocol.MaxPayloadBytes} do");
        }

        var writer = new FieldWriter(_outgoing.AsSpan(FrameHeader.Bytes));
        message.Write(ref writer);
        new FrameHeader(T.Kind, elements, (ushort)writer.Written, sequence, (uint)payloadBytes).Write(_outgoing);
        SendAll(_outgoing.AsSpan(0, FrameHeader.Bytes + writer.Written));
    }

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[_socket.Send(bytes)..];
        }
    }

    private void ReceiveAll(Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var count = _socket.Receive(bytes);
            if (count == 0)
            {
                throw new WorkerProtocolException("the socket was closed in the middle of a frame");
            }

            bytes = bytes[count..];
        }
    }
}
