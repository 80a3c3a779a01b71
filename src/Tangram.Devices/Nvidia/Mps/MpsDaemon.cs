namespace Tangram.Devices.Nvidia.Mps;

/// <summary>An MPS daemon that runs.</summary>
/// <param name="Identity">The MIG device it is for.</param>
/// <param name="Concurrency">Processes that share it.</param>
/// <param name="MemoryMiB">Memory of the MIG device, in MiB.</param>
/// <param name="Folder">Its pipes and logs.</param>
internal sealed record MpsDaemon(string Identity, int Concurrency, int MemoryMiB, MpsFolder Folder)
{
    /// <summary>Share of the multiprocessors that each process gets, in percent; at least 1.</summary>
    public int Percent => Math.Max(1, 100 / Concurrency);

    /// <summary>Most memory that each process may take, in MiB.</summary>
    public int MemoryLimitMiB => Math.Max(1, MemoryMiB / Concurrency);
}
