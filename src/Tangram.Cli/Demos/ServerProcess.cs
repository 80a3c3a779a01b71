using System.Diagnostics;
using System.Text;

namespace Tangram.Cli.Demos;

/// <summary>A <c>tangram serve</c> process of our own. It ends with us, however we end: its standard input is our pipe.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string ListeningOn = "listening on ";

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => _process = process;

    /// <summary>Where it listens.</summary>
    public Uri Address => _listening.Task.Result;

    /// <summary>Starts a server on a free port and waits until it listens.</summary>
    /// <param name="arguments">What follows <c>tangram serve</c>.</param>
    /// <param name="cancellation">Gives up waiting; nothing is left running.</param>
    /// <exception cref="IOException">The server ended instead; holds its last words.</exception>
    public static async Task<ServerProcess> StartAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var server = new ServerProcess(new Process { StartInfo = StartInfo(arguments), EnableRaisingEvents = true });
        try
        {
            server.Start();
            await server._listening.Task.WaitAsync(TimeSpan.FromMinutes(2), cancellation);
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
        var self = Environment.ProcessPath ?? "dotnet";
        var info = new ProcessStartInfo(self) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (string.Equals(Path.GetFileNameWithoutExtension(self), "dotnet", StringComparison.Ordinal))
        {
            info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "tangram.dll"));
        }

        foreach (var argument in (string[])["serve", .. arguments, "--port", "0", "--until-input-ends"])
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
        if (line?.StartsWith(ListeningOn, StringComparison.Ordinal) == true)
        {
            _listening.TrySetResult(new Uri(line[ListeningOn.Length..]));
        }

        lock (_said)
        {
            _said.AppendLine(line);
        }
    }

    private string LastWords()
    {
        lock (_said)
        {
            return string.Join(" | ", _said.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(3));
        }
    }
}
