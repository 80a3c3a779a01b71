using System.Globalization;
using Tangram.Devices.Partitioning;

namespace Tangram.Devices.Nvidia.Mps;

/// <summary>One MPS daemon for each segment that several processes share [C: NVIDIA's MIG user guide, 'CUDA MPS on MIG'].</summary>
/// <param name="program">NVIDIA's control program.</param>
/// <param name="root">Folder of the pipes and logs of all daemons.</param>
/// <param name="patience">How long a daemon may take to answer, and to end.</param>
internal sealed class MpsDaemons(string program, string root, TimeSpan patience) : IDisposable
{
    private readonly Dictionary<(string Gpu, int Start), MpsDaemon> _daemons = [];

    /// <summary>Processes of the daemons.</summary>
    public IEnumerable<int> Daemons => _daemons.Values.Select(d => d.Folder.Process).OfType<int>();

    /// <summary>Has a daemon share a segment among processes, and answers with the environment by which they find it.</summary>
    /// <param name="gpu">The GPU's UUID.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="concurrency">How many processes share it; at least 2.</param>
    /// <param name="memoryMiB">Memory of the segment in MiB.</param>
    /// <exception cref="PartitioningException">The daemon does not start; nothing of it is left.</exception>
    public IReadOnlyDictionary<string, string> Share(string gpu, DeviceSegment segment, int concurrency, int memoryMiB)
    {
        var daemon = new MpsDaemon(segment.Identity, concurrency, memoryMiB, MpsFolder.Of(root, gpu, segment.Start));
        if (_daemons.GetValueOrDefault((gpu, segment.Start)) != daemon || daemon.Folder.Process is not { } process || !ProcessTree.IsAlive(process))
        {
            Stop(gpu, segment.Start);
            Start(daemon);
            _daemons[(gpu, segment.Start)] = daemon;
        }

        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CUDA_MPS_PIPE_DIRECTORY"] = daemon.Folder.Pipes,
            ["CUDA_MPS_LOG_DIRECTORY"] = daemon.Folder.Logs,
            ["CUDA_MPS_ACTIVE_THREAD_PERCENTAGE"] = Text(daemon.Percent),
            ["CUDA_MPS_PINNED_DEVICE_MEM_LIMIT"] = string.Create(CultureInfo.InvariantCulture, $"0={daemon.MemoryLimitMiB}M"),
        };
    }

    /// <summary>Ends the daemon of a segment, if there is one, and answers with what starts it again.</summary>
    public Action? Stop(string gpu, int start)
    {
        if (!_daemons.Remove((gpu, start), out var daemon))
        {
            return null;
        }

        Control(daemon.Folder).End();
        return () =>
        {
            Start(daemon);
            _daemons.Add((gpu, start), daemon);
        };
    }

    /// <summary>Ends the daemons that a controller left behind when it crashed. The lock of the GPU is held, so nobody else's are among them.</summary>
    public void EndStale(string gpu)
    {
        var folder = MpsFolder.OfGpu(root, gpu);
        if (Directory.Exists(folder))
        {
            foreach (var left in Directory.EnumerateDirectories(folder).ToList())
            {
                Control(new MpsFolder(left)).End();
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Ends all daemons.</summary>
    public void Dispose()
    {
        foreach (var (gpu, start) in _daemons.Keys.ToList())
        {
            Stop(gpu, start);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private MpsControl Control(MpsFolder folder) => new(program, folder, patience);

    // The daemon gives what it is told to each server it starts, so clients that set nothing are limited too.
    private void Start(MpsDaemon daemon)
    {
        var (folder, control) = (daemon.Folder, Control(daemon.Folder));
        if (!folder.IsShort)
        {
            throw new PartitioningException($"the MPS pipes' folder '{folder.Pipes}' has too long a path for sockets; set TMPDIR to a shorter one");
        }

        try
        {
            Directory.CreateDirectory(folder.Pipes);
            Directory.CreateDirectory(folder.Logs);
            control.Start(daemon.Identity);
            control.Tell($"set_default_active_thread_percentage {Text(daemon.Percent)}");
            control.Tell($"set_default_device_pinned_mem_limit 0 {Text(daemon.MemoryLimitMiB)}M");
            if (folder.Process is null)
            {
                throw new PartitioningException($"starting the MPS daemon: it has written no process number to {folder.Pipes}; its log in {folder.Logs} may say more");
            }
        }
        catch (Exception e)
        {
            control.End();
            throw e is IOException or UnauthorizedAccessException ? new PartitioningException($"starting the MPS daemon: {e.Message}; set TMPDIR to a folder this user may write to", e) : e;
        }
    }
}
