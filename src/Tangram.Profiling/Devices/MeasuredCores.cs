using Tangram.Core.Devices;
using Tangram.Devices.Workers;

namespace Tangram.Profiling.Devices;

/// <summary>The cores of this machine, or parts of them, to measure on. Nobody is kept off them.</summary>
/// <param name="model">The cores as a device.</param>
/// <param name="cores">Cores this process may use, as many as the device has.</param>
public sealed class MeasuredCores(DeviceModel model, IReadOnlyList<int> cores) : IMeasuredDevice
{
    /// <inheritdoc/>
    public DeviceModel Model => model;

    /// <inheritdoc/>
    public string Machine => MachineDescription.Line;

    /// <inheritdoc/>
    public IReadOnlyList<int> Cores => cores;

    /// <inheritdoc/>
    public bool HoldsEveryType => true;

    /// <inheritdoc/>
    public IMeasuredSegment Lend(SegmentType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var (slices, slicesPerCore) = (type.Profile.ComputeSlices, CpuDevice.SlicesPerCore(model));
        return new PinnedSegment(CpuDevice.CoresOf(cores, slicesPerCore, 0, slices), Math.Max(0, slicesPerCore - slices));
    }

    private sealed class PinnedSegment(IReadOnlyList<int> cores, int neighbours) : IMeasuredSegment
    {
        public WorkerSettings Settings { get; } = new() { Cores = cores };

        public int Threads => cores.Count;

        public int Neighbours => neighbours;

        public double? MemoryInUseMiB() => null;

        public void Dispose()
        {
            // Nothing was taken.
        }
    }
}
