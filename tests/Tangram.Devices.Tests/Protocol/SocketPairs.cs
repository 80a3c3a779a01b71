using System.Net.Sockets;
using Tangram.Protocol.Worker;

namespace Tangram.Devices.Tests.Protocol;

/// <summary>Makes pairs of sockets that are connected to each other.</summary>
internal sealed class SocketPairs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tangram-tests-");
    private readonly Socket _listener = WorkerProtocol.CreateSocket();
    private readonly UnixDomainSocketEndPoint _end;

    public SocketPairs()
    {
        _end = new UnixDomainSocketEndPoint(Path.Combine(_folder.FullName, "s"));
        _listener.Bind(_end);
        _listener.Listen(1);
    }

    public (Socket Near, Socket Far) Next()
    {
        var near = WorkerProtocol.CreateSocket();
        near.Connect(_end);
        return (near, _listener.Accept());
    }

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Delete(recursive: true);
    }
}
