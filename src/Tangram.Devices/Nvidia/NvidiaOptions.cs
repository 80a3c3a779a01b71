using Tangram.Devices.Partitioning;

namespace Tangram.Devices.Nvidia;

/// <summary>Which GPUs are controlled, and how.</summary>
public sealed record NvidiaOptions
{
    /// <summary>Indices of the GPUs to control; null means all whose model is known. Default null.</summary>
    public IReadOnlyList<int>? Gpus { get; init; }

    /// <summary>Whether the user agreed that GPUs are cut. Default false: nothing is created or destroyed.</summary>
    public bool MayCut { get; init; }

    /// <summary>Folder of the locks. Default the machine's.</summary>
    public string LockFolder { get; init; } = DeviceLock.DefaultFolder;

    /// <summary>The MPS control program. Default the one on <c>PATH</c>.</summary>
    public string MpsControl { get; init; } = "nvidia-cuda-mps-control";

    /// <summary>Folder of the pipes and logs of MPS daemons. Default <c>tangram-mps</c> in the temporary folder.</summary>
    public string MpsFolder { get; init; } = Path.Combine(Path.GetTempPath(), "tangram-mps");

    /// <summary>How long an MPS daemon may take to answer, and to end before it is killed. Default 10 s.</summary>
    public TimeSpan MpsPatience { get; init; } = TimeSpan.FromSeconds(10);
}
