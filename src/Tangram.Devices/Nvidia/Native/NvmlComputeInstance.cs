using System.Runtime.InteropServices;

namespace Tangram.Devices.Nvidia.Native;

/// <summary><c>nvmlComputeInstanceInfo_t</c>; 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlComputeInstance
{
    public nint Device;
    public nint GpuInstance;
    public uint Id;
    public uint ProfileId;
    public NvmlPlacement Placement;
}
