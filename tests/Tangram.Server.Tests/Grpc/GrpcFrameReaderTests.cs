using System.Buffers;
using System.IO.Pipelines;
using Google.Protobuf;
using Tangram.Server.Grpc;

namespace Tangram.Server.Tests.Grpc;

public sealed class GrpcFrameReaderTests
{
    private static readonly byte[] Message = Requests.Raw().ToByteArray();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task A_frame_may_come_in_parts_of_any_size(int size)
    {
        var bytes = (byte[])[.. GrpcTestServer.Frame(Requests.Raw()), .. GrpcTestServer.Frame(Requests.Raw()), 0, 0, 0, 0, 0];
        var pipe = new Pipe();
        var reader = Reader(pipe.Reader);
        var writing = WriteAsync(pipe.Writer, bytes, size);

        Assert.Equal(Message, await NextAsync(reader));
        Assert.Equal(Message, await NextAsync(reader));
        Assert.Empty((await NextAsync(reader))!);
        Assert.Null(await NextAsync(reader));
        await writing;
    }

    [Fact]
    public async Task A_large_frame_is_put_together()
    {
        var request = Requests.Raw();
        request.RawInputContents[0] = ByteString.CopyFrom(new byte[3_000_000]);
        var pipe = new Pipe();
        var writing = WriteAsync(pipe.Writer, GrpcTestServer.Frame(request), 100_000);

        Assert.Equal(request.ToByteArray(), await NextAsync(Reader(pipe.Reader)));
        await writing;
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_compressed_frame_is_read(string encoding)
    {
        var packed = new MemoryStream();
        using (Stream zip = encoding == "gzip" ? new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Compress, leaveOpen: true) : new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionMode.Compress, leaveOpen: true))
        {
            zip.Write(Message);
        }

        Assert.Equal(Message, await NextAsync(Reader(Bytes([1, 0, 0, 0, (byte)packed.Length, .. packed.ToArray()]), encoding)));
        Assert.Equal(
            (GrpcCode.InvalidArgument, "a message cannot be decompressed as grpc-encoding says"),
            await RefusedAsync([1, 0, 0, 0, (byte)(packed.Length - 6), .. packed.ToArray()[..^6]], encoding));
    }

    [Fact]
    public async Task What_is_no_frame_is_refused()
    {
        Assert.Equal((GrpcCode.InvalidArgument, "the call ended in the middle of a message"), await RefusedAsync([0, 0, 0]));
        Assert.Equal((GrpcCode.InvalidArgument, "the call ended in the middle of a message"), await RefusedAsync([0, 0, 0, 0, 9, 1, 2]));
        Assert.Equal((GrpcCode.ResourceExhausted, "the message has 4294967295 bytes; this server takes at most 4000000"), await RefusedAsync([0, 255, 255, 255, 255]));
        Assert.Equal((GrpcCode.InvalidArgument, "a message begins with byte 2; it is 0, or 1 where the message is compressed"), await RefusedAsync([2, 0, 0, 0, 0]));
        Assert.Equal((GrpcCode.Internal, "a message is compressed, but grpc-encoding does not say how; known: identity,gzip,deflate"), await RefusedAsync([1, 0, 0, 0, 1, 7]));
        Assert.Equal((GrpcCode.InvalidArgument, "a message cannot be decompressed as grpc-encoding says"), await RefusedAsync([1, 0, 0, 0, 1, 7], "gzip"));
    }

    [Fact]
    public async Task A_small_frame_that_grows_too_large_is_refused()
    {
        var request = Requests.Raw();
        request.RawInputContents[0] = ByteString.CopyFrom(new byte[5_000_000]);

        Assert.Equal(
            (GrpcCode.ResourceExhausted, "the message has more than 4000000 bytes when it is decompressed; this server takes no more"),
            await RefusedAsync(GrpcTestServer.Frame(request, gzip: true), "gzip"));
    }

    [Fact]
    public void An_unknown_encoding_is_refused() =>
        Assert.Equal(GrpcCode.Unimplemented, Assert.Throws<GrpcException>(() => GrpcEncoding.Find("snappy")).Code);

    private static PipeReader Bytes(byte[] bytes) => PipeReader.Create(new ReadOnlySequence<byte>(bytes));

    private static GrpcFrameReader Reader(PipeReader from, string encoding = "identity") => new(from, GrpcEncoding.Find(encoding), 4_000_000);

    private static async Task<byte[]?> NextAsync(GrpcFrameReader reader)
    {
        using var frame = await reader.ReadAsync(Cancellation);
        return frame?.Bytes.ToArray();
    }

    private static async Task<(GrpcCode, string)> RefusedAsync(byte[] bytes, string encoding = "identity")
    {
        var fault = await Assert.ThrowsAsync<GrpcException>(async () => await Reader(Bytes(bytes), encoding).ReadAsync(Cancellation));
        return (fault.Code, fault.Message);
    }

    private static async Task WriteAsync(PipeWriter to, byte[] bytes, int size)
    {
        foreach (var part in bytes.Chunk(size))
        {
            await to.WriteAsync(part, Cancellation);
        }

        await to.CompleteAsync();
    }
}
