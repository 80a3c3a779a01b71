using System.Runtime.InteropServices;

namespace Tangram.Devices.Nvidia.Native;

/// <summary><c>nvmlPciInfo_t</c>; 68 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NvmlPci
{
    public fixed byte LegacyBusId[16];
    public uint Domain;
    public uint Bus;
    public uint Device;

    /// <summary>Device in the upper, vendor in the lower 16 bits.</summary>
    public uint DeviceId;
    public uint SubsystemId;
    public fixed byte BusId[32];
}
