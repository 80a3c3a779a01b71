using System.Runtime.InteropServices;

namespace Tangram.Devices.Nvidia.Native;

/// <summary>The functions of NVML that are used, as <c>nvml.h</c> declares them [C: github.com/NVIDIA/go-nvml].</summary>
/// <remarks><c>TANGRAM_NVML</c> names another file to load; otherwise the system's loader finds it, <c>LD_LIBRARY_PATH</c> included.</remarks>
internal static partial class NvmlLibrary
{
    /// <summary>Its file name.</summary>
    public const string Name = "libnvidia-ml.so.1";

    /// <summary>The environment variable that names another file.</summary>
    public const string PathVariable = "TANGRAM_NVML";

    /// <summary>One past the last profile number that nvml.h knows; a driver refuses those it does not know.</summary>
    public const uint GpuInstanceProfiles = 0x12;

    /// <summary>The same of compute instances.</summary>
    public const uint ComputeInstanceProfiles = 0x9;

    private static readonly string[] Functions =
    [
        "nvmlInit_v2", "nvmlShutdown", "nvmlErrorString", "nvmlDeviceGetCount_v2", "nvmlDeviceGetHandleByIndex_v2", "nvmlDeviceGetUUID",
        "nvmlDeviceGetName", "nvmlDeviceGetMemoryInfo", "nvmlDeviceGetPciInfo_v3", "nvmlDeviceGetMigMode", "nvmlDeviceGetComputeRunningProcesses_v3",
        "nvmlDeviceGetGpuInstanceProfileInfoV", "nvmlDeviceGetGpuInstancePossiblePlacements_v2", "nvmlDeviceCreateGpuInstanceWithPlacement",
        "nvmlGpuInstanceDestroy", "nvmlDeviceGetGpuInstances", "nvmlGpuInstanceGetInfo", "nvmlGpuInstanceGetComputeInstanceProfileInfo",
        "nvmlGpuInstanceCreateComputeInstance", "nvmlComputeInstanceDestroy", "nvmlGpuInstanceGetComputeInstances", "nvmlComputeInstanceGetInfo_v2",
        "nvmlDeviceGetMaxMigDeviceCount", "nvmlDeviceGetMigDeviceHandleByIndex", "nvmlDeviceGetGpuInstanceId", "nvmlDeviceGetComputeInstanceId",
    ];

    private static readonly Lazy<nint> Handle = new(() => NativeLibrary.TryLoad(Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } path ? path : Name, out var handle) ? handle : 0);

    static NvmlLibrary() => NativeLibrary.SetDllImportResolver(typeof(NvmlLibrary).Assembly, (name, _, _) => string.Equals(name, Name, StringComparison.Ordinal) ? Handle.Value : 0);

    /// <summary>Whether the library was found.</summary>
    public static bool IsFound => Handle.Value != 0;

    /// <summary>The first function that the library lacks, or null.</summary>
    public static string? Missing => Functions.FirstOrDefault(f => !NativeLibrary.TryGetExport(Handle.Value, f, out _));

    [LibraryImport(Name, EntryPoint = "nvmlInit_v2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn Init();

    [LibraryImport(Name, EntryPoint = "nvmlShutdown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn Shutdown();

    [LibraryImport(Name, EntryPoint = "nvmlErrorString")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nint ErrorString(NvmlReturn code);

    [LibraryImport(Name, EntryPoint = "nvmlDeviceGetCount_v2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn DeviceCount(out uint count);

    [LibraryImport(Name, EntryPoint = "nvmlDeviceGetHandleByIndex_v2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn DeviceByIndex(uint index, out nint device);

    [LibraryImport(Name, EntryPoint = "nvmlDeviceGetUUID")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn DeviceUuid(nint device, Span<byte> uuid, uint length);

    [LibraryImport(Name, EntryPoint = "nvmlDeviceGetName")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn DeviceName(nint device, Span<byte> name, uint length);

    [LibraryImport(Name, EntryPoint = "nvmlDeviceGetMemoryInfo")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn DeviceMemory(nint device, out NvmlMemory memory);

    [LibraryImport(Name, EntryPoint = "nvmlDeviceGetPciInfo_v3")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn DevicePci(nint device, out NvmlPci pci);

    [LibraryImport(Name, EntryPoint = "nvmlDeviceGetMigMode")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn MigMode(nint device, out uint current, out uint pending);

    [LibraryImport(Name, EntryPoint = "nvmlDeviceGetComputeRunningProcesses_v3")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn Processes(nint device, ref uint count, Span<NvmlProcess> processes);

    [LibraryImport(Name, EntryPoint = "nvmlDeviceGetGpuInstanceProfileInfoV")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn GpuInstanceProfile(nint device, uint profile, ref NvmlGpuInstanceProfile info);

    [LibraryImport(Name, EntryPoint = "nvmlDeviceGetGpuInstancePossiblePlacements_v2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn PossiblePlacements(nint device, uint profileId, Span<NvmlPlacement> placements, ref uint count);

    [LibraryImport(Name, EntryPoint = "nvmlDeviceCreateGpuInstanceWithPlacement")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn CreateGpuInstance(nint device, uint profileId, in NvmlPlacement placement, out nint instance);

    [LibraryImport(Name, EntryPoint = "nvmlGpuInstanceDestroy")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn DestroyGpuInstance(nint instance);

    [LibraryImport(Name, EntryPoint = "nvmlDeviceGetGpuInstances")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn GpuInstances(nint device, uint profileId, Span<nint> instances, ref uint count);

    [LibraryImport(Name, EntryPoint = "nvmlGpuInstanceGetInfo")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn GpuInstance(nint instance, out NvmlGpuInstance info);

    [LibraryImport(Name, EntryPoint = "nvmlGpuInstanceGetComputeInstanceProfileInfo")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn ComputeInstanceProfile(nint gpuInstance, uint profile, uint engineProfile, out NvmlComputeInstanceProfile info);

    [LibraryImport(Name, EntryPoint = "nvmlGpuInstanceCreateComputeInstance")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn CreateComputeInstance(nint gpuInstance, uint profileId, out nint instance);

    [LibraryImport(Name, EntryPoint = "nvmlComputeInstanceDestroy")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn DestroyComputeInstance(nint instance);

    [LibraryImport(Name, EntryPoint = "nvmlGpuInstanceGetComputeInstances")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn ComputeInstances(nint gpuInstance, uint profileId, Span<nint> instances, ref uint count);

    [LibraryImport(Name, EntryPoint = "nvmlComputeInstanceGetInfo_v2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn ComputeInstance(nint instance, out NvmlComputeInstance info);

    [LibraryImport(Name, EntryPoint = "nvmlDeviceGetMaxMigDeviceCount")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn MostMigDevices(nint device, out uint count);

    [LibraryImport(Name, EntryPoint = "nvmlDeviceGetMigDeviceHandleByIndex")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn MigDeviceByIndex(nint device, uint index, out nint migDevice);

    [LibraryImport(Name, EntryPoint = "nvmlDeviceGetGpuInstanceId")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn GpuInstanceId(nint migDevice, out uint id);

    [LibraryImport(Name, EntryPoint = "nvmlDeviceGetComputeInstanceId")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial NvmlReturn ComputeInstanceId(nint migDevice, out uint id);
}
