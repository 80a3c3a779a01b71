using Tangram.Core.Devices;

namespace Tangram.Planning.Baselines.Gpulet;

/// <summary>Devices of which each holds at most two gpulets.</summary>
/// <param name="model">The devices' model.</param>
/// <param name="count">How many there are.</param>
internal sealed class GpuletFleet(DeviceModel model, int count)
{
    private const int MostPerDevice = 2;
    private readonly List<List<int>> _devices = [];

    /// <summary>Adds a gpulet where it leaves the fewest slices free, the first of several such devices; a new device where none has room.</summary>
    /// <returns>The device, and the gpulet's place on it; null where the devices are used up.</returns>
    public (int Device, int Place)? Add(int size)
    {
        var device = Enumerable.Range(0, _devices.Count).Where(d => _devices[d].Count < MostPerDevice && Starts([.. _devices[d], size]) is not null)
            .OrderByDescending(d => _devices[d].Sum(s => model.Profiles[s].ComputeSlices)).DefaultIfEmpty(_devices.Count).First();
        if (device == count)
        {
            return null;
        }

        if (device == _devices.Count)
        {
            _devices.Add([]);
        }

        _devices[device].Add(size);
        return (device, _devices[device].Count - 1);
    }

    /// <summary>Where a gpulet begins, once all are there.</summary>
    public int Start((int Device, int Place) spot) => Starts(_devices[spot.Device])![spot.Place];

    private IReadOnlyList<int>? Starts(IReadOnlyList<int> sizes) => DevicePacker.Pack(model, [.. sizes.Select(s => model.Profiles[s])]);
}
