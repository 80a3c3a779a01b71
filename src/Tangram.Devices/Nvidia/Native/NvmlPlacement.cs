using System.Runtime.InteropServices;

namespace Tangram.Devices.Nvidia.Native;

/// <summary><c>nvmlGpuInstancePlacement_t</c> in memory slices, <c>nvmlComputeInstancePlacement_t</c> in compute slices.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlPlacement
{
    public uint Start;
    public uint Size;
}
