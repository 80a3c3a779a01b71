using System.Globalization;
using Tangram.Core.Devices;
using Tangram.Devices.Partitioning;
using Tangram.Devices.Workers;

namespace Tangram.Devices.Cpu;

/// <summary>Cuts the cores that a process may use: a segment is a set of cores that nobody else gets, and workers are pinned to it.</summary>
/// <remarks>The kernel knows nothing of it, so segments end with the partitioner. What cores are kept from other controllers by is a lock for each.</remarks>
public sealed class CpuPartitioner : IPartitioner
{
    private readonly IReadOnlyList<int> _cores;
    private readonly int _slicesPerCore;
    private readonly List<DeviceLock> _locks = [];
    private readonly List<DeviceSegment> _segments = [];

    /// <summary>Takes cores.</summary>
    /// <param name="cores">Cores this process may use, each once; at least one.</param>
    /// <param name="memoryMiB">Memory of the machine in MiB, shared out by cores.</param>
    /// <param name="slicesPerCore">Slices of each core; one of <see cref="CpuDevice.SlicesPerCoreOffered"/>.</param>
    /// <param name="lockFolder">Folder of the locks; the machine's unless given.</param>
    /// <exception cref="PartitioningException">This process may not use one of them, or another controller has it.</exception>
    public CpuPartitioner(IReadOnlyList<int> cores, int memoryMiB, int slicesPerCore = 1, string? lockFolder = null)
    {
        ArgumentNullException.ThrowIfNull(cores);
        (_cores, _slicesPerCore) = ([.. cores.Distinct().Order()], slicesPerCore);
        try
        {
            CpuAffinity.RequireUsable(_cores);
        }
        catch (ArgumentException e)
        {
            throw new PartitioningException(e.Message, e);
        }

        Devices = [new PartitionedDevice(0, $"cpu-{List(_cores)}", CpuDevice.Model(_cores.Count, memoryMiB, slicesPerCore))];
        try
        {
            // In ascending order, so that of two controllers that want the same cores one gets them all.
            foreach (var core in _cores)
            {
                _locks.Add(DeviceLock.Take(lockFolder ?? DeviceLock.DefaultFolder, string.Create(CultureInfo.InvariantCulture, $"cpu-core-{core}"), string.Create(CultureInfo.InvariantCulture, $"core {core}")));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<PartitionedDevice> Devices { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DeviceSegment> Segments() => [.. _segments.OrderBy(s => s.Start)];

    /// <inheritdoc/>
    public DeviceSegment Create(int device, string profile, int start)
    {
        var model = Devices[0].Model;
        if (device != 0)
        {
            throw new PartitioningException(string.Create(CultureInfo.InvariantCulture, $"there is no device {device}; the CPU is device 0"));
        }

        if (model.Find(profile) is not { } size)
        {
            throw new PartitioningException($"the CPU has no size '{profile}'; known: {string.Join(", ", model.Profiles.Select(p => p.Name))}");
        }

        if (!new DeviceLayout([.. _segments.Select(s => Placed(model, s.Profile, s.Start)), Placed(model, profile, start)]).IsLegal(model))
        {
            throw new PartitioningException(string.Create(CultureInfo.InvariantCulture, $"{profile} cannot start at slice {start} of {model.MemorySlices}; taken: {Taken()}"));
        }

        var segment = new DeviceSegment(0, profile, start, List(CpuDevice.CoresOf(_cores, _slicesPerCore, start, size.MemorySlices)));
        _segments.Add(segment);
        return segment;
    }

    /// <inheritdoc/>
    public void Destroy(DeviceSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        if (!_segments.Remove(segment))
        {
            throw Unknown(segment);
        }
    }

    /// <inheritdoc/>
    public WorkerSettings SettingsOf(DeviceSegment segment, int concurrency)
    {
        ArgumentNullException.ThrowIfNull(segment);
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        return _segments.Contains(segment)
            ? new WorkerSettings { Cores = [.. segment.Identity.Split(',').Select(core => int.Parse(core, CultureInfo.InvariantCulture))] }
            : throw Unknown(segment);
    }

    /// <inheritdoc/>
    public double? MemoryInUseMiB(DeviceSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return _segments.Contains(segment) ? null : throw Unknown(segment);
    }

    /// <summary>Lets the cores go.</summary>
    public void Dispose()
    {
        _locks.ForEach(l => l.Dispose());
        _locks.Clear();
        _segments.Clear();
    }

    private static PlacedSegment Placed(DeviceModel model, string profile, int start) =>
        new(model.Profiles.TakeWhile(p => !string.Equals(p.Name, profile, StringComparison.Ordinal)).Count(), start);

    private static string List(IEnumerable<int> cores) => string.Join(',', cores);

    private string Taken() => _segments.Count == 0 ? "none" : string.Join(", ", Segments().Select(s => s.Place));

    private PartitioningException Unknown(DeviceSegment segment) => new($"there is no segment {segment.Place} on the CPU; there: {Taken()}");
}
