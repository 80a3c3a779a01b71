using System.Diagnostics;
using System.Text;
using Tangram.Devices.Workers;

namespace Tangram.Cli.Demos;

/// <summary>A <c>tangram serve</c> process of our own. It ends with us, however we end: its standard input is our pipe.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string ListeningOn = "listening on ";
    private const string GrpcOn = "gRPC on ";
    private const string MetricsOn = "metrics on ";

    // A first look at a busy machine takes minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => _process = process;

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Where it listens.</summary>
    public Uri Address => _listening.Task.Result;

    /// <summary>Where it listens for gRPC.</summary>
    public Uri GrpcAddress { get; private set; } = null!;

    /// <summary>Its page of metrics.</summary>
    public Uri MetricsAddress { get; private set; } = null!;

    /// <summary>All that it has said so far.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Starts a server on free ports and waits until it listens.</summary>
    /// <param name="arguments">What follows <c>tangram serve</c>.</param>
    /// <param name="cancellation">Gives up waiting; nothing is left running.</param>
    /// <param name="environment">Environment variables it gets besides our own.</param>
    /// <exception cref="IOException">The server ended instead; holds its last words.</exception>
    public static async Task<ServerProcess> StartAsync(
        IReadOnlyList<string> arguments, CancellationToken cancellation, IReadOnlyDictionary<string, string>? environment = null)
    {
        var info = StartInfo(arguments);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            info.Environment[name] = value;
        }

        var server = new ServerProcess(new Process { StartInfo = info, EnableRaisingEvents = true });
        try
        {
            server.Start();
            await server._listening.Task.WaitAsync(Patience, cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets it drain and end; kills it if that takes too long.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(IReadOnlyList<string> arguments)
    {
        var info = new ProcessStartInfo(WorkerLocation.DotnetHost) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "tangram.dll"));
        foreach (var argument in (string[])["serve", .. arguments, "--port", "0", "--grpc-port", "0", "--metrics-port", "0", "--until-input-ends"])
        {
            info.ArgumentList.Add(argument);
        }

        return info;
    }

    private void Start()
    {
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _listening.TrySetException(new IOException($"the server ended before it listened: {LastWords()}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Hear(string? line)
    {
        if (line?.StartsWith(GrpcOn, StringComparison.Ordinal) == true)
        {
            GrpcAddress = new Uri(line[GrpcOn.Length..]);
        }
        else if (line?.StartsWith(MetricsOn, StringComparison.Ordinal) == true)
        {
            MetricsAddress = new Uri(line[MetricsOn.Length..]);
        }
        else if (line?.StartsWith(ListeningOn, StringComparison.Ordinal) == true)
        {
            _listening.TrySetResult(new Uri(line[ListeningOn.Length..]));
        }

        lock (_said)
        {
            _said.AppendLine(line);
        }
    }

    /// <summary>Tells it to end, as a service manager does, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync(CancellationToken cancellation)
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(cancellation);
        }

        await _process.WaitForExitAsync(cancellation);
        return _process.ExitCode;
    }

    private string LastWords() => string.Join(" | ", Said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(3));
}
