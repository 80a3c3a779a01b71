using System.Runtime.InteropServices;

namespace Tangram.Devices.Nvidia.Native;

/// <summary><c>nvmlComputeInstanceProfileInfo_t</c>; 36 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlComputeInstanceProfile
{
    public uint Id;
    public uint Slices;
    public uint Instances;
    public uint Multiprocessors;
    public uint SharedCopyEngines;
    public uint SharedDecoders;
    public uint SharedEncoders;
    public uint SharedJpegEngines;
    public uint SharedOpticalFlowEngines;
}
