using System.Runtime.InteropServices;

namespace Tangram.Devices.Nvidia.Native;

/// <summary><c>nvmlGpuInstanceProfileInfo_v2_t</c>, the first version with a name; 152 bytes.</summary>
/// <remarks>The third version differs only in what is not needed here, so the second works on more drivers.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NvmlGpuInstanceProfile
{
    /// <summary>What <see cref="Version"/> is to be set to: size and number, as <c>NVML_STRUCT_VERSION</c> makes it.</summary>
    public const uint CurrentVersion = 152 | (2 << 24);

    private const int NameBytes = 96;

    public uint Version;
    public uint Id;
    public uint IsPeerToPeerSupported;
    public uint Slices;
    public uint Instances;
    public uint Multiprocessors;
    public uint CopyEngines;
    public uint Decoders;
    public uint Encoders;
    public uint JpegEngines;
    public uint OpticalFlowEngines;
    public ulong MemoryMiB;
    public fixed byte NameText[NameBytes];

    /// <summary>As the driver writes it, such as <c>MIG 1g.10gb</c>.</summary>
    public readonly string Name
    {
        get
        {
            fixed (byte* text = NameText)
            {
                return NvmlText.Of(new ReadOnlySpan<byte>(text, NameBytes));
            }
        }
    }
}
