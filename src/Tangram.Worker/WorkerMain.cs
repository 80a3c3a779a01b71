using System.Net.Sockets;
using System.Runtime.InteropServices;
using Tangram.Protocol.Worker;

namespace Tangram.Worker;

/// <summary>The worker process: connects to the server's socket and serves it until the socket closes.</summary>
/// <remarks>Exit code 0 after a shutdown command or a closed socket, 2 for wrong use or a malformed frame.</remarks>
internal static class WorkerMain
{
    public static int Run(string[] args)
    {
        if (args is not ["--socket", var path])
        {
            Console.Error.WriteLine("usage: tangram-worker --socket PATH    (the server starts workers; there is no need to start one by hand)");
            return 2;
        }

        ParentDeath.KillsThisProcess();

        // Ctrl+C reaches the whole process group; the server decides when its workers go.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        try
        {
            using var connection = Connect(path);
            using var variants = new VariantTable();
            using var input = new InputBuffer();
            new CommandLoop(connection, variants, input).Run();
            return 0;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            Console.Error.WriteLine($"tangram-worker: {e.Message}");
            return 2;
        }
    }

    private static FrameConnection Connect(string path)
    {
        var socket = WorkerProtocol.CreateSocket();
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return new FrameConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
