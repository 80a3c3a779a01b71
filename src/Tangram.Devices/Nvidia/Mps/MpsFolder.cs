using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tangram.Devices.Nvidia.Mps;

/// <summary>The pipes and logs of one MPS daemon.</summary>
/// <param name="Path">The folder that holds both.</param>
internal sealed record MpsFolder(string Path)
{
    // Pipes are sockets, whose paths hold 107 bytes; the longest of their names is control_privileged.
    private const int MostBytes = 85;

    /// <summary>What the daemon and its clients are told as <c>CUDA_MPS_PIPE_DIRECTORY</c>.</summary>
    public string Pipes => System.IO.Path.Combine(Path, "pipe");

    /// <summary>What the daemon is told as <c>CUDA_MPS_LOG_DIRECTORY</c>.</summary>
    public string Logs => System.IO.Path.Combine(Path, "log");

    /// <summary>The daemon's process, or null where it has not written which.</summary>
    public int? Process =>
        File.Exists(ProcessFile) && int.TryParse(File.ReadAllText(ProcessFile).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var process) ? process : null;

    /// <summary>Whether the pipes' path is short enough.</summary>
    public bool IsShort => Encoding.UTF8.GetByteCount(Pipes) <= MostBytes;

    private string ProcessFile => System.IO.Path.Combine(Pipes, "nvidia-cuda-mps-control.pid");

    /// <summary>The folder of a GPU's daemons; its name is short, whatever the GPU's UUID.</summary>
    public static string OfGpu(string root, string gpu) =>
        System.IO.Path.Combine(root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(gpu)).AsSpan(0, 6)));

    /// <summary>The folder of the daemon of the segment that starts at a slice.</summary>
    public static MpsFolder Of(string root, string gpu, int start) => new(System.IO.Path.Combine(OfGpu(root, gpu), start.ToString(CultureInfo.InvariantCulture)));
}
