using System.Net.Sockets;
using System.Text;
using Tangram.Protocol.Worker;

namespace Tangram.Devices.Workers;

/// <summary>A listening socket in a folder of its own that only this user may enter.</summary>
internal sealed class SocketFolder : IDisposable
{
    // sun_path holds 108 bytes, one of them the closing zero.
    private const int MaxPathBytes = 107;
    private readonly string _folder;
    private readonly Socket _listener;

    /// <summary>Listens in the temporary folder, or in a shorter one where that one's path is too long for a socket.</summary>
    public SocketFolder()
        : this([Path.GetTempPath(), "/tmp", "/dev/shm"])
    {
    }

    /// <summary>Listens in the first of <paramref name="parents"/> whose path is short enough and where a folder can be made.</summary>
    /// <exception cref="WorkerStartException">None is.</exception>
    public SocketFolder(IEnumerable<string> parents)
    {
        _folder = parents.Select(Create).FirstOrDefault(folder => folder is not null)
            ?? throw new WorkerStartException($"no folder for the worker's socket: set TMPDIR to a writable folder whose path is shorter than {MaxPathBytes - 30} bytes");
        SocketPath = Path.Combine(_folder, "s");
        _listener = WorkerProtocol.CreateSocket();
        try
        {
            _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
            _listener.Listen(1);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where the worker connects to.</summary>
    public string SocketPath { get; }

    /// <summary>Waits for the worker to connect.</summary>
    public async Task<Socket> AcceptAsync(CancellationToken cancellation) =>
        WorkerProtocol.Configure(await _listener.AcceptAsync(cancellation));

    public void Dispose()
    {
        _listener.Dispose();
        File.Delete(SocketPath);
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Create(string parent)
    {
        // 32 covers the folder's name, the socket's name and their separators.
        if (Encoding.UTF8.GetByteCount(parent) > MaxPathBytes - 32 || !Directory.Exists(parent))
        {
            return null;
        }

        try
        {
            var folder = Path.Combine(parent, "tangram-" + Path.GetRandomFileName());
            CreatePrivately(folder);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void CreatePrivately(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
