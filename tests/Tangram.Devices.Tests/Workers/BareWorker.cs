using System.Diagnostics;
using System.Net.Sockets;
using Tangram.Devices.Workers;
using Tangram.Protocol.Worker;

namespace Tangram.Devices.Tests.Workers;

/// <summary>A worker process whose socket the test holds itself.</summary>
internal sealed class BareWorker : IDisposable
{
    private BareWorker(Process process, Socket socket)
    {
        Process = process;
        Socket = socket;
        Connection = new FrameConnection(socket);
    }

    public Process Process { get; }

    public Socket Socket { get; }

    public FrameConnection Connection { get; }

    public static async Task<BareWorker> StartAsync()
    {
        using var folder = new SocketFolder();
        var location = WorkerLocation.Default;
        var start = new ProcessStartInfo(location.Program, [.. location.Arguments, "--socket", folder.SocketPath]) { UseShellExecute = false, RedirectStandardError = true };
        start.Environment["DOTNET_ROOT"] = WorkerLocation.DotnetRoot;
        var process = await Tangram.Devices.Cpu.ProcessStarter.StartAsync(start, []);
        return new BareWorker(process, await folder.AcceptAsync(TestContext.Current.CancellationToken));
    }

    public async Task<int> ExitCodeAsync()
    {
        await Process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Angle.Patience);
        return Process.ExitCode;
    }

    public void Dispose()
    {
        Connection.Dispose();
        Process.Kill();
        Process.Dispose();
    }
}
