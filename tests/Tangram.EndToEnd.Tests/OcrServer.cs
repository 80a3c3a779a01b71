using Tangram.Cli.Demos;
using Tangram.Cli.Files;
using Tangram.Devices.Cpu;

namespace Tangram.EndToEnd.Tests;

/// <summary>A real server of the OCR example, started as a stranger would: on a fresh machine no profile is kept, so the first takes a glance; the next go by what it kept.</summary>
public sealed class OcrServer : IAsyncLifetime
{
    private static byte[]? _kept;
    private DirectoryInfo _cache = Directory.CreateTempSubdirectory("tangram-e2e-");

    /// <summary>Posts to it.</summary>
    internal HttpClient Client { get; private set; } = new();

    internal ServerProcess Process { get; private set; } = null!;

    /// <summary>The page's bytes.</summary>
    public static byte[] Page(string name) => File.ReadAllBytes(Path.Combine(ExampleApplication.Path, "pages", name + ".png"));

    /// <summary>The page's lines.</summary>
    public static string[] Lines(string name) => File.ReadAllLines(Path.Combine(ExampleApplication.Path, "pages", name + ".txt"));

    public async ValueTask InitializeAsync()
    {
        if (_kept is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(GlanceFile)!);
            await File.WriteAllBytesAsync(GlanceFile, _kept, TestContext.Current.CancellationToken);
        }

        Process = await StartAsync();
        _kept = await File.ReadAllBytesAsync(GlanceFile, TestContext.Current.CancellationToken);
        Client = new HttpClient { BaseAddress = Process.Address, Timeout = TimeSpan.FromMinutes(1) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (Process is not null)
        {
            await Process.DisposeAsync();
        }

        _cache.Delete(recursive: true);
    }

    private string GlanceFile => Path.Combine(_cache.FullName, "tangram", FormattableString.Invariant($"ocr-cpu{CpuAffinity.ProcessCores.Count}.profile.glance.json"));

    // What a glance at a busy machine makes of its speed may allow no plan at all; another look does.
    private async Task<ServerProcess> StartAsync()
    {
        for (var look = 1; ; look++)
        {
            try
            {
                return await ServerProcess.StartAsync([ExampleApplication.Path, "--control", "off"], TestContext.Current.CancellationToken, Environment(_cache));
            }
            catch (IOException fault) when (look < 4 && fault.Message.Contains(" binds: ", StringComparison.Ordinal))
            {
                _cache.Delete(recursive: true);
                _cache = Directory.CreateTempSubdirectory("tangram-e2e-");
            }
        }
    }

    internal static Dictionary<string, string> Environment(DirectoryInfo cache) => new() { ["XDG_CACHE_HOME"] = cache.FullName };

    /// <summary>Ids of the worker processes it has now.</summary>
    internal static IReadOnlyList<int> WorkersOf(int server) =>
        [.. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(n => int.TryParse(n, out _)).Select(n => int.Parse(n!)).Where(p => ParentOf(p) == server)];

    private static int ParentOf(int process)
    {
        try
        {
            // The program's name, in brackets, may hold spaces; what follows it does not.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]);
        }
        catch (IOException)
        {
            return -1;
        }
    }
}
