using System.Net.Sockets;

namespace Tangram.Protocol.Worker;

/// <summary>Constants and socket settings both sides of the worker protocol agree on.</summary>
/// <remarks>
/// One frame is a <see cref="FrameHeader"/>, then its fields (names, numbers and <see cref="TensorHead"/>s), then its payload (the
/// tensors' raw little-endian bytes, one after the other). A large payload lies in <see cref="SharedMemory"/> instead, from the beginning of its half. The server sends commands and the worker answers each of them, in order, one at a time.
/// </remarks>
public static class WorkerProtocol
{
    /// <summary>The version this build speaks; every frame carries it, and other versions are refused.</summary>
    public const byte Version = 3;

    /// <summary>Most payload bytes in one frame: 1 GiB.</summary>
    public const uint MaxPayloadBytes = 1u << 30;

    /// <summary>Most bytes a frame's fields may take.</summary>
    public const int MaxFieldBytes = ushort.MaxValue;

    /// <summary>Most dimensions a shape may have.</summary>
    public const int MaxRank = 16;

    /// <summary>Socket buffer asked for on both sides, in bytes; the kernel may grant less.</summary>
    public const int SocketBufferBytes = 4 << 20;

    /// <summary>Makes a socket of the kind the protocol runs over.</summary>
    public static Socket CreateSocket() => Configure(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified));

    /// <summary>Gives <paramref name="socket"/> large buffers, so that a tensor crosses with few switches between processes.</summary>
    public static Socket Configure(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        socket.SendBufferSize = SocketBufferBytes;
        socket.ReceiveBufferSize = SocketBufferBytes;
        return socket;
    }
}
