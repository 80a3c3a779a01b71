using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Tangram.Server.Grpc;

/// <summary>Reads messages from a call's body, one after the other.</summary>
internal sealed class GrpcFrameReader(PipeReader body, GrpcEncoding encoding, int maxBytes)
{
    // Memory is taken for what is there, not for what is claimed.
    private const int FirstBufferBytes = 256 * 1024;

    /// <summary>The next message, or null after the last.</summary>
    /// <exception cref="GrpcException">It is too large, ends early or cannot be decompressed.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<GrpcFrame?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var result = await body.ReadAsync(cancellation);
            while (result.Buffer.Length < GrpcFrame.HeaderBytes)
            {
                if (result.IsCompleted)
                {
                    return result.Buffer.IsEmpty ? null : throw Truncated();
                }

                body.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                result = await body.ReadAsync(cancellation);
            }

            var (isCompressed, length) = ReadHeader(result.Buffer);
            if (length > maxBytes)
            {
                throw new GrpcException(GrpcCode.ResourceExhausted, $"the message has {length} bytes; this server takes at most {maxBytes}");
            }

            var frame = await ReadContentAsync(result, (int)length, cancellation);
            return isCompressed && length > 0 ? Decompress(frame) : frame;
        }
        catch (IOException fault) when (fault is not BadHttpRequestException)
        {
            throw Gone(fault);
        }
    }

    /// <summary>The only message of a call that takes one.</summary>
    /// <exception cref="GrpcException">There is none, or another.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<GrpcFrame> ReadOnlyAsync(CancellationToken cancellation)
    {
        var frame = await ReadAsync(cancellation) ?? throw new GrpcException(GrpcCode.Unimplemented, "the call ended without a message; this method takes one");
        try
        {
            var result = await body.ReadAsync(cancellation);
            var isLast = result is { IsCompleted: true, Buffer.IsEmpty: true };
            body.AdvanceTo(result.Buffer.End);
            return isLast ? frame : throw new GrpcException(GrpcCode.Unimplemented, "the call has more than one message; this method takes one");
        }
        catch (Exception fault)
        {
            frame.Dispose();
            if (fault is IOException and not BadHttpRequestException)
            {
                throw Gone(fault);
            }

            throw;
        }
    }

    private static (bool IsCompressed, uint Length) ReadHeader(ReadOnlySequence<byte> buffer)
    {
        Span<byte> header = stackalloc byte[GrpcFrame.HeaderBytes];
        buffer.Slice(0, GrpcFrame.HeaderBytes).CopyTo(header);
        return header[0] <= 1
            ? (header[0] == 1, BinaryPrimitives.ReadUInt32BigEndian(header[1..]))
            : throw new GrpcException(GrpcCode.InvalidArgument, $"a message begins with byte {header[0]}; it is 0, or 1 where the message is compressed");
    }

    private async ValueTask<GrpcFrame> ReadContentAsync(ReadResult result, int length, CancellationToken cancellation)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Math.Min(length, FirstBufferBytes));
        var filled = 0;
        try
        {
            var available = result.Buffer.Slice(GrpcFrame.HeaderBytes);
            while (true)
            {
                var part = available.Slice(0, Math.Min(available.Length, length - filled));
                bytes = Grown(bytes, filled, (int)(filled + part.Length), length);
                part.CopyTo(bytes.AsSpan(filled));
                filled += (int)part.Length;
                body.AdvanceTo(part.End);
                if (filled == length)
                {
                    return new GrpcFrame(bytes, filled);
                }

                if (result.IsCompleted)
                {
                    throw Truncated();
                }

                result = await body.ReadAsync(cancellation);
                available = result.Buffer;
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(bytes);
            throw;
        }
    }

    private static byte[] Grown(byte[] bytes, int filled, int needed, int length)
    {
        if (needed <= bytes.Length)
        {
            return bytes;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(length, Math.Max(needed, (int)Math.Min(2L * bytes.Length, length))));
        bytes.AsSpan(0, filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        return larger;
    }

    private GrpcFrame Decompress(GrpcFrame frame)
    {
        using (frame)
        {
            return encoding.Decompress(frame.Bytes, maxBytes);
        }
    }

    private static GrpcException Truncated() => new(GrpcCode.InvalidArgument, "the call ended in the middle of a message");

    private static GrpcException Gone(Exception fault) => new(GrpcCode.Cancelled, "the client went away", fault);
}
