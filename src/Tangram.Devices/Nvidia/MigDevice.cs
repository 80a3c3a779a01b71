using System.Globalization;
using Tangram.Devices.Nvidia.Native;
using Tangram.Devices.Partitioning;

namespace Tangram.Devices.Nvidia;

/// <summary>The GPU instances of one GPU on which MIG is enabled: lists, creates and destroys them. Nothing is kept from call to call but the sizes.</summary>
internal sealed class MigDevice(nint device, string called)
{
    // More than any GPU holds.
    private const int MostInstances = 64;
    private readonly Lazy<IReadOnlyList<MigProfile>> _profiles = new(() => ReadProfiles(device, called));

    /// <summary>The sizes on offer.</summary>
    /// <exception cref="PartitioningException">The driver does not say.</exception>
    public IReadOnlyList<MigProfile> Profiles => _profiles.Value;

    /// <summary>Where the driver lets a size start, in memory slices, ascending.</summary>
    /// <exception cref="PartitioningException">The driver does not say.</exception>
    public IReadOnlyList<NvmlPlacement> Placements(MigProfile profile)
    {
        Span<NvmlPlacement> placements = stackalloc NvmlPlacement[MostInstances];
        uint count = MostInstances;
        NvmlFaults.Check(NvmlLibrary.PossiblePlacements(device, profile.Id, placements, ref count), "nvmlDeviceGetGpuInstancePossiblePlacements_v2", $"{called}: asking where {profile.Name} may start");
        return [.. placements[..(int)count].ToArray().OrderBy(p => p.Start)];
    }

    /// <summary>The GPU instances there are, by start.</summary>
    /// <exception cref="PartitioningException">The driver does not say.</exception>
    public IReadOnlyList<MigInstance> Instances()
    {
        var instances = new List<MigInstance>();
        Span<nint> handles = stackalloc nint[MostInstances];
        foreach (var profile in Profiles)
        {
            uint count = MostInstances;
            NvmlFaults.Check(NvmlLibrary.GpuInstances(device, profile.Id, handles, ref count), "nvmlDeviceGetGpuInstances", $"{called}: listing its GPU instances");
            foreach (var handle in handles[..(int)count])
            {
                instances.Add(Describe(handle, profile));
            }
        }

        return [.. instances.OrderBy(i => i.Start)];
    }

    /// <summary>UUIDs of the compute instances, <c>MIG-…</c>, by the numbers of GPU instance and compute instance.</summary>
    /// <exception cref="PartitioningException">The driver does not say.</exception>
    public IReadOnlyDictionary<(uint Gpu, uint Compute), string> Identities()
    {
        var doing = $"{called}: asking for the UUIDs of its MIG devices";
        var identities = new Dictionary<(uint, uint), string>();
        foreach (var mig in MigDevices(doing))
        {
            NvmlFaults.Check(NvmlLibrary.GpuInstanceId(mig, out var gpu), "nvmlDeviceGetGpuInstanceId", doing);
            NvmlFaults.Check(NvmlLibrary.ComputeInstanceId(mig, out var compute), "nvmlDeviceGetComputeInstanceId", doing);
            identities[(gpu, compute)] = NvidiaDriver.Uuid(mig, doing);
        }

        return identities;
    }

    /// <summary>How much of the memory of a compute instance's GPU instance is in use, in MiB; null where there is no such compute instance.</summary>
    /// <param name="identity">The compute instance's UUID.</param>
    /// <exception cref="PartitioningException">The driver does not say.</exception>
    public double? MemoryInUseMiB(string identity)
    {
        var doing = $"{called}: asking how much memory {identity} uses";
        foreach (var mig in MigDevices(doing).Where(mig => string.Equals(NvidiaDriver.Uuid(mig, doing), identity, StringComparison.Ordinal)))
        {
            NvmlFaults.Check(NvmlLibrary.DeviceMemory(mig, out var memory), "nvmlDeviceGetMemoryInfo", doing);
            return memory.Used / 1048576.0;
        }

        return null;
    }

    /// <summary>Creates a GPU instance at a place, without compute instances.</summary>
    /// <exception cref="PartitioningException">The driver refuses.</exception>
    public nint CreateInstance(MigProfile profile, NvmlPlacement placement)
    {
        var code = NvmlLibrary.CreateGpuInstance(device, profile.Id, placement, out var handle);
        NvmlFaults.Check(code, "nvmlDeviceCreateGpuInstanceWithPlacement", string.Create(CultureInfo.InvariantCulture, $"{called}: creating {profile.Name} at {placement.Start}"));
        return handle;
    }

    /// <summary>Gives a GPU instance one compute instance with all its compute slices.</summary>
    /// <remarks>Of several sizes with as many slices the one with most multiprocessors is the whole, and the first of those the usual one.</remarks>
    /// <exception cref="PartitioningException">The driver refuses.</exception>
    public nint CreateCompute(nint instance, MigProfile profile)
    {
        var doing = $"{called}: creating the compute instance of {profile.Name}";
        var size = ComputeProfiles(instance, doing).Where(p => p.Slices == profile.Slices).OrderByDescending(p => p.Multiprocessors).Select(p => (uint?)p.Id).FirstOrDefault()
            ?? throw new PartitioningException($"{doing}: the driver offers none of {profile.Slices.ToString(CultureInfo.InvariantCulture)} slices; 'nvidia-smi mig -lcip' lists what it does");
        return CreateCompute(instance, size, doing);
    }

    /// <summary>Creates a compute instance of a size again.</summary>
    /// <exception cref="PartitioningException">The driver refuses.</exception>
    public static nint CreateCompute(nint instance, uint profileId, string doing)
    {
        NvmlFaults.Check(NvmlLibrary.CreateComputeInstance(instance, profileId, out var handle), "nvmlGpuInstanceCreateComputeInstance", doing);
        return handle;
    }

    /// <summary>Destroys a compute instance.</summary>
    /// <exception cref="PartitioningException">The driver refuses.</exception>
    public void DestroyCompute(nint compute, string place) =>
        NvmlFaults.Check(NvmlLibrary.DestroyComputeInstance(compute), "nvmlComputeInstanceDestroy", $"{called}: destroying the compute instance of {place}");

    /// <summary>Destroys a GPU instance that has no compute instances.</summary>
    /// <exception cref="PartitioningException">The driver refuses.</exception>
    public void DestroyInstance(nint instance, string place) =>
        NvmlFaults.Check(NvmlLibrary.DestroyGpuInstance(instance), "nvmlGpuInstanceDestroy", $"{called}: destroying {place}");

    /// <summary>The processes that compute on the GPU, in any of its instances.</summary>
    /// <exception cref="PartitioningException">The driver does not say.</exception>
    public static IReadOnlyList<int> Processes(nint device, string called)
    {
        var found = new NvmlProcess[MostInstances];
        while (true)
        {
            var count = (uint)found.Length;
            var code = NvmlLibrary.Processes(device, ref count, found);
            if (code != NvmlReturn.InsufficientSize)
            {
                NvmlFaults.Check(code, "nvmlDeviceGetComputeRunningProcesses_v3", $"{called}: asking what runs on it");
                return [.. found.Take((int)count).Select(p => (int)p.Id).Distinct().Order()];
            }

            // Room to spare, since more may start meanwhile; a driver that never has enough is not asked for ever.
            found = found.Length < 1 << 16 ? new NvmlProcess[Math.Max((int)count, found.Length) * 2] : throw NvmlFaults.Of(code, "nvmlDeviceGetComputeRunningProcesses_v3", $"{called}: asking what runs on it");
        }
    }

    // Their numbers have gaps.
    private IEnumerable<nint> MigDevices(string doing)
    {
        NvmlFaults.Check(NvmlLibrary.MostMigDevices(device, out var most), "nvmlDeviceGetMaxMigDeviceCount", doing);
        for (var index = 0u; index < most; index++)
        {
            var code = NvmlLibrary.MigDeviceByIndex(device, index, out var mig);
            if (code != NvmlReturn.NotFound)
            {
                NvmlFaults.Check(code, "nvmlDeviceGetMigDeviceHandleByIndex", doing);
                yield return mig;
            }
        }
    }

    private static List<MigProfile> ReadProfiles(nint device, string called)
    {
        var profiles = new List<MigProfile>();
        for (var number = 0u; number < NvmlLibrary.GpuInstanceProfiles; number++)
        {
            // Older drivers know fewer numbers, and a model has few of them.
            var info = new NvmlGpuInstanceProfile { Version = NvmlGpuInstanceProfile.CurrentVersion };
            var code = NvmlLibrary.GpuInstanceProfile(device, number, ref info);
            if (code is NvmlReturn.NotSupported or NvmlReturn.InvalidArgument)
            {
                continue;
            }

            NvmlFaults.Check(code, "nvmlDeviceGetGpuInstanceProfileInfoV", $"{called}: asking for its partition profiles");
            profiles.Add(new MigProfile(info.Id, info.Name.Replace("MIG ", string.Empty, StringComparison.Ordinal), (int)info.Slices, (int)info.MemoryMiB));
        }

        return profiles.Count > 0 ? profiles : throw new PartitioningException($"{called}: the driver offers no partition profiles; 'nvidia-smi mig -lgip' should list some");
    }

    private static List<NvmlComputeInstanceProfile> ComputeProfiles(nint instance, string doing)
    {
        var profiles = new List<NvmlComputeInstanceProfile>();
        for (var number = 0u; number < NvmlLibrary.ComputeInstanceProfiles; number++)
        {
            var code = NvmlLibrary.ComputeInstanceProfile(instance, number, engineProfile: 0, out var info);
            if (code is not (NvmlReturn.NotSupported or NvmlReturn.InvalidArgument))
            {
                NvmlFaults.Check(code, "nvmlGpuInstanceGetComputeInstanceProfileInfo", doing);
                profiles.Add(info);
            }
        }

        return profiles;
    }

    private MigInstance Describe(nint handle, MigProfile profile)
    {
        var doing = $"{called}: asking about its GPU instances";
        NvmlFaults.Check(NvmlLibrary.GpuInstance(handle, out var info), "nvmlGpuInstanceGetInfo", doing);
        var computes = new List<MigCompute>();
        Span<nint> handles = stackalloc nint[MostInstances];
        foreach (var size in ComputeProfiles(handle, doing))
        {
            uint count = MostInstances;
            NvmlFaults.Check(NvmlLibrary.ComputeInstances(handle, size.Id, handles, ref count), "nvmlGpuInstanceGetComputeInstances", doing);
            foreach (var compute in handles[..(int)count])
            {
                NvmlFaults.Check(NvmlLibrary.ComputeInstance(compute, out var computeInfo), "nvmlComputeInstanceGetInfo_v2", doing);
                computes.Add(new MigCompute(compute, computeInfo.Id, size.Id, (int)size.Slices));
            }
        }

        return new MigInstance(handle, info.Id, profile, (int)info.Placement.Start, (int)info.Placement.Size, computes);
    }
}
