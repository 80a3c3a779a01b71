using System.Globalization;
using Tangram.Core.Devices;
using Tangram.Devices.Nvidia.Mps;
using Tangram.Devices.Nvidia.Native;
using Tangram.Devices.Partitioning;
using Tangram.Devices.Workers;
using Tangram.Protocol.Worker;

namespace Tangram.Devices.Nvidia;

/// <summary>Cuts NVIDIA GPUs with Multi-Instance GPU: a segment is a GPU instance, always at an explicit place, with one compute instance that has all of it.</summary>
/// <remarks>
/// Processes that share a segment share it by an MPS daemon of its own. Devices are numbered from 0 by model, in the order in which the driver lists the models first,
/// as an inventory with these pools numbers them. Tested with a stand-in for the driver; not yet run on a GPU.
/// </remarks>
public sealed class NvidiaPartitioner : IPartitioner
{
    private readonly NvidiaDriver _driver;
    private readonly NvidiaOptions _options;
    private readonly IReadOnlyList<NvidiaGpu> _gpus;
    private readonly List<DeviceLock> _locks = [];
    private readonly MpsDaemons _mps;

    private NvidiaPartitioner(NvidiaDriver driver, NvidiaOptions options, IReadOnlyList<NvidiaGpu> gpus)
    {
        (_driver, _options, _gpus) = (driver, options, gpus);
        _mps = new MpsDaemons(options.MpsControl, options.MpsFolder, options.MpsPatience);
        Devices = [.. gpus.Select((gpu, number) => new PartitionedDevice(number, gpu.Identity, gpu.Model!))];
    }

    /// <summary>Says that workers for GPUs compute on the CPU all the same, where this process was started so; otherwise null.</summary>
    public static string? Rehearsal => GpuRehearsal.IsOn ? $"{GpuRehearsal.Variable}=cpu: a rehearsal; GPUs are cut, but workers compute on the CPU, and no figure says anything of the GPUs" : null;

    /// <inheritdoc/>
    public IReadOnlyList<PartitionedDevice> Devices { get; }

    /// <summary>The GPUs that are the <see cref="Devices"/>, in the same order.</summary>
    public IReadOnlyList<NvidiaGpu> Gpus => _gpus;

    /// <summary>Opens the driver, takes the locks of the GPUs and ends MPS daemons that a controller before this one left behind.</summary>
    /// <exception cref="PartitioningException">There is no driver or no such GPU, or another controller has one.</exception>
    public static NvidiaPartitioner Open(NvidiaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var driver = NvidiaDriver.Open();
        NvidiaPartitioner? partitioner = null;
        try
        {
            partitioner = new NvidiaPartitioner(driver, options, Choose(driver.Gpus, options.Gpus));
            partitioner.TakeLocks();
            return partitioner;
        }
        catch
        {
            partitioner?.Dispose();
            driver.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<DeviceSegment> Segments() => [.. _gpus.SelectMany((gpu, number) => _driver.Segments(gpu, number))];

    /// <inheritdoc/>
    public DeviceSegment Create(int device, string profile, int start)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var (gpu, mig) = Cuttable(device);
        var (size, placement) = Fit(gpu, mig, profile, start);
        RefuseForeigners(gpu);
        var instance = mig.CreateInstance(size, placement);
        nint compute = 0;
        try
        {
            compute = mig.CreateCompute(instance, size);
            var created = mig.Instances().FirstOrDefault(i => i.Start == start && string.Equals(i.Profile.Name, profile, StringComparison.Ordinal));
            return created is not null && NvidiaDriver.Segment(created, device, mig.Identities()) is { IsWhole: true } segment
                ? segment
                : throw new PartitioningException($"{gpu.Called}: {profile} at {Text(start)} was created, but the driver lists no MIG device for it; 'nvidia-smi -L' should");
        }
        catch (PartitioningException e)
        {
            throw After(e, () =>
            {
                if (compute != 0)
                {
                    mig.DestroyCompute(compute, $"{profile} at {Text(start)}");
                }

                mig.DestroyInstance(instance, $"{profile} at {Text(start)}");
            }, $"{profile} at {Text(start)} is there, and workers cannot use it");
        }
    }

    /// <inheritdoc/>
    public void Destroy(DeviceSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        var (gpu, mig) = Cuttable(segment.Device);
        var instance = Find(gpu, mig, segment);
        RefuseForeigners(gpu);
        var stopped = _mps.Stop(gpu.Identity, segment.Start);
        var destroyed = new List<MigCompute>();
        try
        {
            foreach (var compute in instance.Computes)
            {
                mig.DestroyCompute(compute.Handle, instance.Place);
                destroyed.Add(compute);
            }

            mig.DestroyInstance(instance.Handle, instance.Place);
        }
        catch (PartitioningException e)
        {
            throw After(e, () =>
            {
                destroyed.ForEach(c => MigDevice.CreateCompute(instance.Handle, c.ProfileId, $"{gpu.Called}: creating the compute instance of {instance.Place} again"));
                stopped?.Invoke();
            }, $"{instance.Place} has lost compute instances");
        }
    }

    /// <inheritdoc/>
    public WorkerSettings SettingsOf(DeviceSegment segment, int concurrency)
    {
        ArgumentNullException.ThrowIfNull(segment);
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        var (gpu, mig) = Known(segment.Device);
        var instance = Find(gpu, mig, segment);
        if (!segment.IsWhole)
        {
            throw new PartitioningException($"{gpu.Called}: {segment.Place} has no compute instance for all of it; destroy it and create it again");
        }

        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["CUDA_VISIBLE_DEVICES"] = segment.Identity };
        if (concurrency == 1)
        {
            _ = _mps.Stop(gpu.Identity, segment.Start);
        }
        else
        {
            foreach (var (name, value) in _mps.Share(gpu.Identity, segment, concurrency, instance.Profile.MemoryMiB))
            {
                environment[name] = value;
            }
        }

        return new WorkerSettings { Environment = environment };
    }

    /// <inheritdoc/>
    public double? MemoryInUseMiB(DeviceSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        var (gpu, mig) = Known(segment.Device);
        return mig.MemoryInUseMiB(segment.Identity) ?? throw new PartitioningException($"{gpu.Called}: there is no segment {segment.Place}; there: {There(mig.Instances())}");
    }

    /// <summary>Ends the MPS daemons, closes the driver and lets the locks go. Segments stay.</summary>
    public void Dispose()
    {
        _mps.Dispose();
        _driver.Dispose();
        _locks.ForEach(l => l.Dispose());
        _locks.Clear();
    }

    // Known models only; a GPU that was named must be one.
    private static List<NvidiaGpu> Choose(IReadOnlyList<NvidiaGpu> gpus, IReadOnlyList<int>? named)
    {
        var chosen = named is null
            ? gpus.Where(g => g.Model is not null && g.Mig != MigState.Unsupported).ToList()
            : [.. named.Distinct().Order().Select(i => i >= 0 && i < gpus.Count ? gpus[i] : throw new PartitioningException($"there is no GPU {Text(i)}; {Count(gpus)}"))];
        return chosen.Count == 0
            ? throw new PartitioningException(gpus.Count == 0 ? "the NVIDIA driver finds no GPU; 'nvidia-smi -L' should list it" : $"no GPU here can be cut: {gpus[0].Obstacle}")
            : chosen.Find(g => g.Model is null) is { } unknown
                ? throw new PartitioningException(unknown.Obstacle!)
                : [.. chosen.GroupBy(g => g.Model!.Name, StringComparer.Ordinal).SelectMany(g => g)];
    }

    private static string Count(IReadOnlyList<NvidiaGpu> gpus) =>
        gpus.Count switch { 0 => "there is none here", 1 => "the only one here is GPU 0", var count => $"here are GPU 0 to {Text(count - 1)}" };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // What failed, and whether what had been done of it could be taken back.
    private static PartitioningException After(PartitioningException cause, Action takeBack, string otherwise)
    {
        try
        {
            takeBack();
            return new PartitioningException($"{cause.Message}; nothing was changed", cause.InnerException ?? cause);
        }
        catch (PartitioningException e)
        {
            return new PartitioningException($"{cause.Message}; taking it back failed too, so {otherwise}: {e.Message}", cause.InnerException ?? cause);
        }
    }

    private static MigInstance Find(NvidiaGpu gpu, MigDevice mig, DeviceSegment segment)
    {
        var instances = mig.Instances();
        return instances.FirstOrDefault(i => i.Start == segment.Start && string.Equals(i.Profile.Name, segment.Profile, StringComparison.Ordinal))
            ?? throw new PartitioningException($"{gpu.Called}: there is no segment {segment.Place}; there: {There(instances)}");
    }

    private static string There(IReadOnlyList<MigInstance> instances) => instances.Count == 0 ? "none" : string.Join(", ", instances.Select(i => i.Place));

    // The catalogue says what is legal before the driver is asked; the driver has the last word.
    private static (MigProfile Profile, NvmlPlacement Placement) Fit(NvidiaGpu gpu, MigDevice mig, string profile, int start)
    {
        var model = gpu.Model!.WithMedia;
        if (model.Find(profile) is not { } size || mig.Profiles.FirstOrDefault(p => string.Equals(p.Name, profile, StringComparison.Ordinal)) is not { } offered)
        {
            throw new PartitioningException($"{gpu.Called} has no partition profile '{profile}'; known: {string.Join(", ", model.Profiles.Select(p => p.Name))}");
        }

        var placements = mig.Placements(offered);
        if (!size.Starts.Contains(start) || !placements.Any(p => p.Start == start))
        {
            throw new PartitioningException($"{gpu.Called}: {profile} cannot start at {Text(start)}; it may at {string.Join(", ", placements.Select(p => Text((int)p.Start)))}");
        }

        var instances = mig.Instances();
        var placement = placements.First(p => p.Start == start);
        var isFree = instances.All(i => i.Start + i.MemorySlices <= start || start + (int)placement.Size <= i.Start);
        if (!isFree || !IsLegal(model, [.. instances.Select(i => (i.Profile.Name, i.Start)), (profile, start)]))
        {
            throw new PartitioningException($"{gpu.Called} has no room for {profile} at {Text(start)}; there: {There(instances)}");
        }

        return (offered, placement);
    }

    // Sizes the catalogue does not know are left to the driver.
    private static bool IsLegal(DeviceModel model, IReadOnlyList<(string Profile, int Start)> segments)
    {
        var sizes = model.Profiles.Select(p => p.Name).ToList();
        return !segments.All(s => sizes.Contains(s.Profile, StringComparer.Ordinal)) || new DeviceLayout([.. segments.Select(s => new PlacedSegment(sizes.IndexOf(s.Profile), s.Start))]).IsLegal(model);
    }

    private void TakeLocks()
    {
        foreach (var gpu in _gpus.OrderBy(g => g.Identity, StringComparer.Ordinal))
        {
            _locks.Add(DeviceLock.Take(_options.LockFolder, gpu.Identity, gpu.Called));
            _mps.EndStale(gpu.Identity);
        }
    }

    private (NvidiaGpu Gpu, MigDevice Mig) Known(int device)
    {
        var gpu = device >= 0 && device < _gpus.Count ? _gpus[device] : throw new PartitioningException($"there is no device {Text(device)}; devices are numbered from 0 to {Text(_gpus.Count - 1)}");
        return gpu.Obstacle is { } obstacle ? throw new PartitioningException(obstacle) : (gpu, _driver.Mig(gpu));
    }

    private (NvidiaGpu Gpu, MigDevice Mig) Cuttable(int device)
    {
        var known = Known(device);
        return _options.MayCut ? known : throw new PartitioningException($"{known.Gpu.Called} is not cut without consent: give --yes");
    }

    private void RefuseForeigners(NvidiaGpu gpu)
    {
        var ours = new HashSet<int>(_mps.Daemons) { Environment.ProcessId };
        var foreign = _driver.Processes(gpu).Where(p => !ProcessTree.Descends(p, ours)).ToList();
        if (foreign.Count > 0)
        {
            throw new PartitioningException($"{gpu.Called} is used by others: process {string.Join(", ", foreign.Select(Text))}; end {(foreign.Count == 1 ? "it" : "them")} first");
        }
    }
}
