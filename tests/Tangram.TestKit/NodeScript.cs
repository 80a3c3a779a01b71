using System.Diagnostics;

namespace Tangram.TestKit;

/// <summary>Runs scripts of the tests with Node.</summary>
public static class NodeScript
{
    private static string Folder => Path.Combine(Repository.Root, "tests", "Tangram.EndToEnd.Tests", "Clients");

    /// <summary>Calls a gRPC server with a client of another make, <c>@grpc/grpc-js</c>.</summary>
    /// <param name="authority">Where the server listens.</param>
    /// <param name="calls">What to call, as grpc-client.mjs takes it.</param>
    /// <param name="cancellation">Gives up.</param>
    public static Task<string> CallGrpcAsync(string authority, string calls, CancellationToken cancellation) =>
        RunAsync("grpc-client.mjs", [authority, Path.Combine(Repository.Root, "src", "Tangram.Protocol.Grpc", "Protos")], calls, cancellation);

    /// <summary>Runs a script and answers with what it printed.</summary>
    /// <param name="script">Name of its file.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvalidOperationException">It failed; holds what it said.</exception>
    public static async Task<string> RunAsync(string script, IReadOnlyList<string> arguments, string input, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, script), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync(cancellation);
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
        process.StandardInput.Close();
        var printed = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? printed : throw new InvalidOperationException($"{script} failed: {await said}");
    }
}
