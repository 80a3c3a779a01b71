using System.Buffers;

namespace Tangram.Server.Endpoints;

/// <summary>A request's whole body in pooled memory, which disposing it gives back.</summary>
internal sealed class RequestBody : IDisposable
{
    private byte[]? _buffer;

    private RequestBody(byte[] buffer, int length) => (_buffer, Bytes) = (buffer, buffer.AsMemory(0, length));

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Reads the body.</summary>
    /// <exception cref="BadHttpRequestException">It is larger than <paramref name="limit"/> bytes, status 413, or not sent as HTTP says, status 400.</exception>
    public static async Task<RequestBody> ReadAsync(HttpContext context, long limit)
    {
        var announced = context.Request.ContentLength;
        if (announced > limit)
        {
            throw TooLarge(limit);
        }

        var buffer = ArrayPool<byte>.Shared.Rent((int)(announced ?? 64 * 1024) + 1);
        var length = 0;
        while (true)
        {
            var read = await ReadAsync(context, buffer.AsMemory(length));
            length += read;
            if (length > limit)
            {
                throw TooLarge(limit);
            }

            if (read == 0)
            {
                return new RequestBody(buffer, length);
            }

            if (length == buffer.Length)
            {
                buffer = Grown(buffer);
            }
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // A chunk's size that is no number, or a connection that was reset: whatever it is, it is not the server's fault.
    private static async ValueTask<int> ReadAsync(HttpContext context, Memory<byte> buffer)
    {
        try
        {
            return await context.Request.Body.ReadAsync(buffer, context.RequestAborted);
        }
        catch (IOException fault) when (fault is not BadHttpRequestException)
        {
            throw new BadHttpRequestException($"the body cannot be read: {fault.Message}", StatusCodes.Status400BadRequest, fault);
        }
    }

    private static byte[] Grown(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static BadHttpRequestException TooLarge(long limit) =>
        new($"the body is larger than the {limit >> 20} MiB this server takes", StatusCodes.Status413PayloadTooLarge);
}
