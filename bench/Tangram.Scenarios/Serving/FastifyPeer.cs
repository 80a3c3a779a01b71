using System.Diagnostics;

namespace Tangram.Scenarios.Serving;

/// <summary>The same model behind Fastify and onnxruntime-node, for comparison.</summary>
internal sealed class FastifyPeer : IAsyncDisposable
{
    private const string ListeningOn = "listening on ";
    private readonly Process _process;

    private FastifyPeer(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    // Not where its sources are: what is installed is no part of them.
    private static string Folder => Repository.Path("artifacts/peers/fastify");

    /// <summary>Installs its packages, if that was not done, and starts it.</summary>
    /// <param name="model">The ONNX file.</param>
    public static async Task<FastifyPeer> StartAsync(string model)
    {
        await InstallAsync();
        var process = Tool.Node.Start(["server.mjs", model, TinyModel.Name], Folder);
        var line = await process.StandardOutput.ReadLineAsync();
        return line is not null && line.StartsWith(ListeningOn, StringComparison.Ordinal)
            ? new FastifyPeer(process, new Uri(line[ListeningOn.Length..]))
            : throw new InvalidOperationException($"the peer did not start: {line} {await process.StandardError.ReadToEndAsync()}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task InstallAsync()
    {
        var lockFile = Path.Combine(Directory.CreateDirectory(Folder).FullName, "package-lock.json");
        var source = Repository.Path("bench/peers/fastify");
        var isInstalled = File.Exists(lockFile) && Directory.Exists(Path.Combine(Folder, "node_modules"))
            && string.Equals(await File.ReadAllTextAsync(lockFile), await File.ReadAllTextAsync(Path.Combine(source, "package-lock.json")), StringComparison.Ordinal);
        foreach (var file in (string[])["package.json", "server.mjs"])
        {
            File.Copy(Path.Combine(source, file), Path.Combine(Folder, file), overwrite: true);
        }

        if (!isInstalled)
        {
            Console.WriteLine("      installing the peer's npm packages (once, 300 MB)");
            File.Copy(Path.Combine(source, "package-lock.json"), lockFile, overwrite: true);
            try
            {
                await Tool.Npm.RunAsync(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], Folder);
            }
            catch
            {
                // So that it is tried again.
                File.Delete(lockFile);
                throw;
            }
        }
    }
}
