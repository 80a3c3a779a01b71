using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Tangram.Server.Grpc;

/// <summary>How a call's compressed messages are compressed.</summary>
internal sealed class GrpcEncoding
{
    /// <summary>What is understood, as clients are told.</summary>
    public const string Accepted = "identity,gzip,deflate";

    private const int ChunkBytes = 64 * 1024;

    private readonly Func<Stream, Stream>? _decompress;
    private readonly Func<ReadOnlySpan<byte>, uint> _ending;

    private GrpcEncoding(Func<Stream, Stream>? decompress, Func<ReadOnlySpan<byte>, uint> ending) => (_decompress, _ending) = (decompress, ending);

    private static GrpcEncoding Identity { get; } = new(null, _ => 0);

    // It ends with the length, little-endian.
    private static GrpcEncoding Gzip { get; } = new(s => new GZipStream(s, CompressionMode.Decompress), content => BinaryPrimitives.ReverseEndianness((uint)content.Length));

    private static GrpcEncoding Deflate { get; } = new(s => new ZLibStream(s, CompressionMode.Decompress), Adler32);

    /// <summary>The encoding that the header <c>grpc-encoding</c> names.</summary>
    /// <exception cref="GrpcException">It is not known.</exception>
    public static GrpcEncoding Find(string? name) => name switch
    {
        null or "" or "identity" => Identity,
        "gzip" => Gzip,
        "deflate" => Deflate,
        _ => throw new GrpcException(GrpcCode.Unimplemented, $"grpc-encoding is '{name}'; known: {Accepted}"),
    };

    /// <summary>What a compressed message was before.</summary>
    /// <exception cref="GrpcException">It was too large, or the bytes are not compressed so.</exception>
    public GrpcFrame Decompress(ReadOnlyMemory<byte> bytes, int maxBytes)
    {
        if (_decompress is null)
        {
            throw new GrpcException(GrpcCode.Internal, $"a message is compressed, but grpc-encoding does not say how; known: {Accepted}");
        }

        MemoryMarshal.TryGetArray(bytes, out var array);
        using var from = _decompress(new MemoryStream(array.Array!, array.Offset, array.Count, writable: false));
        try
        {
            var frame = ReadAll(from, maxBytes);

            // The streams say nothing of data that is cut short.
            if (bytes.Length >= sizeof(uint) && BinaryPrimitives.ReadUInt32BigEndian(bytes.Span[^sizeof(uint)..]) == _ending(frame.Bytes.Span))
            {
                return frame;
            }

            frame.Dispose();
            throw new InvalidDataException("its end is missing");
        }
        catch (InvalidDataException fault)
        {
            throw new GrpcException(GrpcCode.InvalidArgument, "a message cannot be decompressed as grpc-encoding says", fault);
        }
    }

    // RFC 1950, section 9.
    private static uint Adler32(ReadOnlySpan<byte> content)
    {
        var (a, b) = (1u, 0u);
        foreach (var next in content)
        {
            a = (a + next) % 65521;
            b = (b + a) % 65521;
        }

        return (b << 16) | a;
    }

    private static GrpcFrame ReadAll(Stream from, int maxBytes)
    {
        var to = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            var length = 0;
            while (from.Read(to, length, to.Length - length) is var read and > 0)
            {
                length += read;
                if (length > maxBytes)
                {
                    throw new GrpcException(GrpcCode.ResourceExhausted, $"the message has more than {maxBytes} bytes when it is decompressed; this server takes no more");
                }

                to = length == to.Length ? Doubled(to) : to;
            }

            return new GrpcFrame(to, length);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(to);
            throw;
        }
    }

    private static byte[] Doubled(byte[] bytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent(bytes.Length * 2);
        bytes.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(bytes);
        return larger;
    }
}
