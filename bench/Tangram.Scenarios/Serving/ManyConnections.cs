using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Tangram.Cli.Demos;

namespace Tangram.Scenarios.Serving;

/// <summary>The server's memory with ten thousand connections that do nothing, and with a thousand that ask without a pause besides.</summary>
internal static class ManyConnections
{
    private const int Idle = 10_000;
    private const int Active = 1_000;
    private const int IdlePerSource = 1_000;

    // Files that are open besides connections.
    private const int Others = 1_000;
    private const double Seconds = 5;

    /// <summary>Measures.</summary>
    /// <param name="checks">Where figures go.</param>
    /// <param name="server">Serves the test models.</param>
    public static async Task MeasureAsync(Checks checks, ServerProcess server)
    {
        var idle = Math.Min(Idle, OpenFilesLimit() - Active - Others);
        if (idle < Idle)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      only {idle} idle connections: the hard limit of open files (ulimit -Hn) is {OpenFilesLimit()}"));
        }

        var before = ProcessTree.ResidentMiB(server.Id);
        Checks.Tell("server before, resident", before, "MiB");
        var sockets = new List<Socket>(idle);
        try
        {
            for (var i = 0; i < idle; i++)
            {
                sockets.Add(await OpenAsync(server.Address, i / IdlePerSource));
            }

            await Task.Delay(TimeSpan.FromSeconds(1));
            var resting = ProcessTree.ResidentMiB(server.Id);
            Checks.Tell(string.Create(CultureInfo.InvariantCulture, $"server with {idle:#,0} idle connections, resident"), resting, "MiB");
            Checks.Tell("for each of them", (resting - before) * 1024 / idle, "KiB");
            var others = new OtherPrograms();
            var sent = await Wrk.RunAsync(TinyModel.At(server.Address), TinyModel.Request, Active, Seconds);
            Checks.Tell(string.Create(CultureInfo.InvariantCulture, $"server after {Active:#,0} active ones besides, resident"), ProcessTree.ResidentMiB(server.Id), "MiB");
            Checks.Tell("requests of the active ones", sent.PerSecond, "1/s");
            Checks.Tell("their 99th percentile", sent.Milliseconds99, "ms");
            Checks.Tell("cores that other programs took", others.Share() * 100, "%");
            checks.AtMost("of them not answered with 2xx", sent.Failed, 0, "");
            checks.AtMost("idle connections that the server closed", sockets.Count(s => s.Poll(0, SelectMode.SelectRead)), 0, "");
        }
        finally
        {
            sockets.ForEach(s => s.Dispose());
        }
    }

    // One source address has too few ports for very many connections.
    private static async Task<Socket> OpenAsync(Uri server, int source)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(2 + source)]), 0));
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        return socket;
    }

    // The runtime raises its own limit to the hard one as it starts, and what it starts has that too.
    private static int OpenFilesLimit()
    {
        var line = File.ReadLines("/proc/self/limits").First(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        return int.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : int.MaxValue;
    }
}
