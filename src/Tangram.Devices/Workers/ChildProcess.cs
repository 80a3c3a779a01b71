using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Tangram.Devices.Cpu;
using Tangram.Protocol.Worker;

namespace Tangram.Devices.Workers;

/// <summary>A started worker program that has connected, and why it ended.</summary>
internal sealed class ChildProcess : IDisposable
{
    // After its socket broke a process gets this long to end by itself, so that its own exit code and last words are told.
    private static readonly TimeSpan EndsByItself = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(200);
    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly ErrorTail _errors = new();
    private string? _killedBecause;
    private FrameConnection? _connection;

    private ChildProcess(Process process, TimeProvider time)
    {
        _process = process;
        _time = time;
        Id = process.Id;
        process.ErrorDataReceived += (_, line) => _errors.Add(line.Data);
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        Exited = WatchAsync();
    }

    public int Id { get; }

    /// <summary>Ends with the reason as soon as the process is gone.</summary>
    public Task<string> Exited { get; }

    /// <summary>The socket to the worker; owned by who uses it.</summary>
    public FrameConnection Connection => _connection ?? throw new InvalidOperationException("the worker has not connected");

    /// <summary>Starts the program and waits until it has connected.</summary>
    /// <exception cref="WorkerStartException">It did not.</exception>
    public static async Task<ChildProcess> StartAsync(WorkerSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        using var folder = new SocketFolder();
        var child = new ChildProcess(await StartProgramAsync(settings, folder.SocketPath), time);
        try
        {
            using var tooLate = new CancellationTokenSource(settings.StartTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLate.Token, cancellation);
            child._connection = new FrameConnection(await child.AcceptAsync(folder, either));
            return child;
        }
        catch (Exception e)
        {
            child.Kill("it was not needed any more");
            await child.Exited;
            child.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw e is OperationCanceledException
                ? new WorkerStartException(string.Create(CultureInfo.InvariantCulture, $"the worker did not connect within {settings.StartTimeout.TotalSeconds:0.#} s{child._errors}"), e)
                : e;
        }
    }

    /// <summary>Kills the process; without effect on one that is gone.</summary>
    public void Kill(string because)
    {
        if (Exited.IsCompleted)
        {
            return;
        }

        Interlocked.CompareExchange(ref _killedBecause, because, comparand: null);
        try
        {
            _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended by itself in the meantime.
        }
    }

    /// <summary>Waits until the process whose socket broke is gone, killing it if it lingers, and tells why on one line.</summary>
    public string WaitForEnd(Exception fault)
    {
        if (!Exited.Wait(EndsByItself))
        {
            Kill(fault.Message);
        }

        return Exited.GetAwaiter().GetResult();
    }

    public void Dispose() => _process.Dispose();

    private static async Task<Process> StartProgramAsync(WorkerSettings settings, string socket)
    {
        var location = settings.Location ?? WorkerLocation.Default;
        var start = new ProcessStartInfo(location.Program, [.. location.Arguments, "--socket", socket])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_ROOT"] = WorkerLocation.DotnetRoot;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["TANGRAM_CORES"] = string.Join(',', settings.Cores);
        foreach (var (name, value) in settings.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return await ProcessStarter.StartAsync(start, settings.Cores);
        }
        catch (ArgumentException e)
        {
            throw new WorkerStartException(e.Message, e);
        }
        catch (Win32Exception e)
        {
            throw new WorkerStartException($"the worker program '{location.Program}' could not be started: {e.Message}; run './tangram', which builds it", e);
        }
    }

    private async Task<Socket> AcceptAsync(SocketFolder folder, CancellationTokenSource cancellation)
    {
        var accept = folder.AcceptAsync(cancellation.Token);
        if (await Task.WhenAny(accept, Exited) == accept)
        {
            return await accept;
        }

        await cancellation.CancelAsync();
        throw new WorkerStartException($"the worker ended before it connected: {await Exited}");
    }

    private async Task<string> WatchAsync()
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.Exited += (_, _) => gone.TrySetResult();
        _process.EnableRaisingEvents = true;
        await gone.Task;

        // The last words are read by now, unless a process that the program started holds its standard error open.
        await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(LastWords, _time));
        var how = _killedBecause is { } because
            ? $"was killed because {because}"
            : string.Create(CultureInfo.InvariantCulture, $"exited with code {_process.ExitCode}");
        return string.Create(CultureInfo.InvariantCulture, $"worker process {Id} {how}{_errors}");
    }
}
