using System.Globalization;
using Tangram.Devices.Nvidia.Native;
using Tangram.Devices.Partitioning;

namespace Tangram.Devices.Nvidia;

/// <summary>The GPUs of this machine as NVIDIA's driver tells of them. Only looks; <see cref="NvidiaPartitioner"/> cuts.</summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class NvidiaDriver : IDisposable
{
    private const int TextBytes = 96;
    private readonly List<nint> _handles = [];
    private readonly Dictionary<int, MigDevice> _devices = [];
    private readonly List<NvidiaGpu> _gpus = [];
    private bool _isClosed;

    private NvidiaDriver()
    {
    }

    /// <summary>The GPUs, by index, as they were when the driver was opened.</summary>
    public IReadOnlyList<NvidiaGpu> Gpus => _gpus;

    /// <summary>Opens the driver and looks at every GPU.</summary>
    /// <exception cref="PartitioningException">There is no driver, it is too old, or it cannot be asked.</exception>
    public static NvidiaDriver Open()
    {
        if (!NvmlLibrary.IsFound)
        {
            throw new PartitioningException(Environment.GetEnvironmentVariable(NvmlLibrary.PathVariable) is { Length: > 0 } path
                ? $"no NVIDIA driver here: '{path}', which {NvmlLibrary.PathVariable} names, cannot be loaded"
                : $"no NVIDIA driver here: {NvmlLibrary.Name} was not found");
        }

        if (NvmlLibrary.Missing is { } missing)
        {
            throw new PartitioningException($"the NVIDIA driver is too old: its {NvmlLibrary.Name} has no {missing}; install a newer one");
        }

        NvmlFaults.Check(NvmlLibrary.Init(), "nvmlInit_v2", "opening the NVIDIA driver");
        var driver = new NvidiaDriver();
        try
        {
            driver.Look();
            return driver;
        }
        catch
        {
            driver.Dispose();
            throw;
        }
    }

    /// <summary>What a GPU is cut into, by start, whoever cut it; nothing where MIG is not enabled.</summary>
    /// <param name="gpu">One of <see cref="Gpus"/>.</param>
    /// <param name="number">The number that the segments are to give for their device.</param>
    /// <exception cref="PartitioningException">It cannot be asked.</exception>
    public IReadOnlyList<DeviceSegment> Segments(NvidiaGpu gpu, int number)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        if (gpu.Mig != MigState.Enabled)
        {
            return [];
        }

        var identities = Mig(gpu).Identities();
        return [.. Mig(gpu).Instances().Select(i => Segment(i, number, identities))];
    }

    /// <summary>Processes that compute on a GPU.</summary>
    /// <param name="gpu">One of <see cref="Gpus"/>.</param>
    /// <exception cref="PartitioningException">It cannot be asked.</exception>
    public IReadOnlyList<int> Processes(NvidiaGpu gpu)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        return MigDevice.Processes(_handles[gpu.Index], gpu.Called);
    }

    /// <summary>Closes the driver.</summary>
    public void Dispose()
    {
        if (!_isClosed)
        {
            _isClosed = true;

            // There is nothing to be done about a driver that does not let itself be closed.
            _ = NvmlLibrary.Shutdown();
        }
    }

    internal static string Uuid(nint device, string doing)
    {
        Span<byte> uuid = stackalloc byte[TextBytes];
        NvmlFaults.Check(NvmlLibrary.DeviceUuid(device, uuid, TextBytes), "nvmlDeviceGetUUID", doing);
        return NvmlText.Of(uuid);
    }

    internal static DeviceSegment Segment(MigInstance instance, int number, IReadOnlyDictionary<(uint Gpu, uint Compute), string> identities) =>
        new(number, instance.Profile.Name, instance.Start, string.Join(',', instance.Computes.Select(c => identities.GetValueOrDefault((instance.Id, c.Id))).OfType<string>()))
        {
            IsWhole = instance.IsWhole && identities.ContainsKey((instance.Id, instance.Computes[0].Id)),
        };

    internal MigDevice Mig(NvidiaGpu gpu)
    {
        if (!_devices.TryGetValue(gpu.Index, out var device))
        {
            device = new MigDevice(_handles[gpu.Index], gpu.Called);
            _devices.Add(gpu.Index, device);
        }

        return device;
    }

    private static NvidiaGpu Look(int index, nint handle)
    {
        var doing = string.Create(CultureInfo.InvariantCulture, $"GPU {index}: asking what it is");
        Span<byte> text = stackalloc byte[TextBytes];
        NvmlFaults.Check(NvmlLibrary.DeviceName(handle, text, TextBytes), "nvmlDeviceGetName", doing);
        var name = NvmlText.Of(text);
        NvmlFaults.Check(NvmlLibrary.DeviceMemory(handle, out var memory), "nvmlDeviceGetMemoryInfo", doing);
        NvmlFaults.Check(NvmlLibrary.DevicePci(handle, out var pci), "nvmlDeviceGetPciInfo_v3", doing);
        var memoryMiB = (int)(memory.Total >> 20);
        return new NvidiaGpu(index, Uuid(handle, doing), name, memoryMiB, pci.DeviceId, State(handle, doing), NvidiaGpu.ModelOf(name, memoryMiB));
    }

    private static MigState State(nint handle, string doing)
    {
        var code = NvmlLibrary.MigMode(handle, out var current, out var pending);
        if (code == NvmlReturn.NotSupported)
        {
            return MigState.Unsupported;
        }

        NvmlFaults.Check(code, "nvmlDeviceGetMigMode", doing);
        return current != 0 ? MigState.Enabled : pending != 0 ? MigState.Enabling : MigState.Disabled;
    }

    private void Look()
    {
        NvmlFaults.Check(NvmlLibrary.DeviceCount(out var count), "nvmlDeviceGetCount_v2", "counting the GPUs");
        for (var index = 0u; index < count; index++)
        {
            NvmlFaults.Check(NvmlLibrary.DeviceByIndex(index, out var handle), "nvmlDeviceGetHandleByIndex_v2", string.Create(CultureInfo.InvariantCulture, $"GPU {index}: opening it"));
            _handles.Add(handle);
            _gpus.Add(Look((int)index, handle));
        }
    }
}
