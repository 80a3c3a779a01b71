using System.Net;

namespace Tangram.Server.Tests.Grpc;

/// <summary>A body that is written while the answer comes.</summary>
internal sealed class PushedContent(Func<Stream, Task> write) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.FlushAsync(TestContext.Current.CancellationToken);
        await write(stream);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
