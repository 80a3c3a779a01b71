using System.Runtime.InteropServices;

namespace Tangram.Devices.Nvidia.Native;

/// <summary><c>nvmlProcessInfo_v2_t</c>: a process that computes on a device; 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlProcess
{
    public uint Id;
    public ulong UsedMemory;
    public uint GpuInstance;
    public uint ComputeInstance;
}
