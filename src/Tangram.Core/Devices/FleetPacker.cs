namespace Tangram.Core.Devices;

/// <summary>Packs segments onto devices of one model, legally and onto the fewest.</summary>
public static class FleetPacker
{
    /// <summary>Packs.</summary>
    /// <param name="device">The devices' model.</param>
    /// <param name="counts">How many segments of each of the model's profiles, in its order.</param>
    /// <returns>One layout per device used; null if a profile that is wanted cannot be placed at all.</returns>
    public static IReadOnlyList<DeviceLayout>? Pack(DeviceModel device, IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(counts);

        var devices = new List<List<int>>();
        for (var size = counts.Count - 1; size >= 0; size--)
        {
            for (var i = 0; i < counts[size]; i++)
            {
                var target = devices.FirstOrDefault(d => DevicePacker.Pack(device, [.. d.Append(size).Select(s => device.Profiles[s])]) is not null);
                if (target is null)
                {
                    devices.Add(target = []);
                }

                target.Add(size);
            }
        }

        return [.. devices.Select(d => Layout(device, d))];
    }

    private static DeviceLayout Layout(DeviceModel device, List<int> sizes)
    {
        var starts = DevicePacker.Pack(device, [.. sizes.Select(s => device.Profiles[s])])!;
        return new DeviceLayout([.. sizes.Select((size, i) => new PlacedSegment(size, starts[i]))]);
    }
}
