using System.Buffers;

namespace Tangram.Server.Grpc;

/// <summary>A message's bytes in pooled memory, which disposing it gives back.</summary>
/// <param name="buffer">Memory from <see cref="ArrayPool{T}.Shared"/>.</param>
/// <param name="length">Bytes of it that are the message.</param>
internal sealed class GrpcFrame(byte[] buffer, int length) : IDisposable
{
    /// <summary>Bytes before every message: whether it is compressed, and its length in four bytes.</summary>
    public const int HeaderBytes = 5;

    private byte[]? _buffer = buffer;

    /// <summary>The message.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = buffer.AsMemory(0, length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
