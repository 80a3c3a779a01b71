using System.Runtime.InteropServices;

namespace Tangram.Devices.Nvidia.Native;

/// <summary><c>nvmlGpuInstanceInfo_t</c>; 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlGpuInstance
{
    public nint Device;
    public uint Id;
    public uint ProfileId;
    public NvmlPlacement Placement;
}
