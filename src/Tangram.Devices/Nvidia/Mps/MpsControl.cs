using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Tangram.Devices.Partitioning;

namespace Tangram.Devices.Nvidia.Mps;

/// <summary>Speaks to one MPS daemon through NVIDIA's control program.</summary>
/// <param name="program">The control program.</param>
/// <param name="folder">Where the daemon's pipes are.</param>
/// <param name="patience">How long it may take to answer, and to end.</param>
internal sealed class MpsControl(string program, MpsFolder folder, TimeSpan patience)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Starts the daemon for one MIG device; answers when it has gone to the background.</summary>
    /// <exception cref="PartitioningException">It did not start.</exception>
    public void Start(string identity) => Run(["-d"], string.Empty, identity, "starting the MPS daemon");

    /// <summary>Gives it a command and answers with what it says.</summary>
    /// <exception cref="PartitioningException">It does not answer.</exception>
    public string Tell(string command) => Run([], command + "\n", identity: null, $"telling the MPS daemon '{command}'");

    /// <summary>Ends a daemon and what it has started: asks it first, kills it where that does not help. Without effect where there is none.</summary>
    public void End()
    {
        if (folder.Process is { } process && IsDaemon(process))
        {
            try
            {
                Tell("quit");
                Wait(process);
            }
            catch (PartitioningException)
            {
                // It does not answer, so it is killed.
            }

            Kill(process);
        }

        if (Directory.Exists(folder.Path))
        {
            Directory.Delete(folder.Path, recursive: true);
        }
    }

    // A number may have been given to another process since.
    private static bool IsDaemon(int process) => ProcessTree.IsAlive(process) && ProcessTree.CommandLine(process).Contains("nvidia-cuda-mps-control", StringComparison.Ordinal);

    private void Kill(int process)
    {
        try
        {
            if (IsDaemon(process))
            {
                using var daemon = Process.GetProcessById(process);
                daemon.Kill(entireProcessTree: true);
                Wait(process);
            }
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It ended by itself in the meantime, or is another user's, whom the lock should have kept away.
        }
    }

    private void Wait(int process)
    {
        var clock = Stopwatch.StartNew();
        while (ProcessTree.IsAlive(process) && clock.Elapsed < patience)
        {
            Thread.Sleep(Interval);
        }
    }

    private string Run(IReadOnlyList<string> arguments, string input, string? identity, string doing)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CUDA_MPS_PIPE_DIRECTORY"] = folder.Pipes;
        start.Environment["CUDA_MPS_LOG_DIRECTORY"] = folder.Logs;
        if (identity is not null)
        {
            start.Environment["CUDA_VISIBLE_DEVICES"] = identity;
        }

        try
        {
            using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
            return Finish(process, input, doing);
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            throw new PartitioningException($"{doing}: '{program}' cannot be run: {e.Message.ReplaceLineEndings(" ")}; it comes with the NVIDIA driver's compute utilities, and segments with a concurrency above 1 need it", e);
        }
    }

    // The daemon may hold the streams open after the program that started it has ended, so their end is not waited for.
    private string Finish(Process process, string input, string doing)
    {
        var (gate, said) = (new Lock(), new List<string>());
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(patience))
        {
            process.Kill();
            throw new PartitioningException(string.Create(CultureInfo.InvariantCulture, $"{doing}: no answer within {patience.TotalSeconds:0} s; its log folder may say more"));
        }

        if (input.Length > 0 || process.ExitCode != 0)
        {
            // Who was only told something, or failed, leaves nothing that holds its streams open, so its last words can be waited for.
            process.WaitForExitAsync().Wait(patience);
        }

        return process.ExitCode == 0
            ? Said()
            : throw new PartitioningException(string.Create(CultureInfo.InvariantCulture, $"{doing}: exit code {process.ExitCode}{(Said() is { Length: > 0 } words ? $": {words}" : string.Empty)}; 'nvidia-smi' shows whether the driver works"));

        void Add(string? line)
        {
            if (line is not null)
            {
                lock (gate)
                {
                    said.Add(line);
                }
            }
        }

        string Said()
        {
            lock (gate)
            {
                return string.Join(' ', said).Trim();
            }
        }
    }
}
