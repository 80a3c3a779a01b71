namespace Tangram.Core.Devices;

/// <summary>Every way one device can be cut, by where segments lie.</summary>
/// <remarks>An A100 has 298 layouts counting partial ones and the empty one, 19 of them maximal; 723 and 78 with its double-memory size [C: NVIDIA's MIG user guide].</remarks>
public static class LayoutEnumeration
{
    /// <summary>All legal layouts, each once, the empty one first; segments by size, then by start.</summary>
    /// <remarks>Found while they are asked for: a large CPU has more than anybody can list.</remarks>
    public static IEnumerable<DeviceLayout> All(DeviceModel device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return From(new DeviceLayout([]), Spots(device));

        // What cannot be added to a layout cannot be added to a larger one either.
        IEnumerable<DeviceLayout> From(DeviceLayout placed, List<PlacedSegment> next)
        {
            yield return placed;
            var open = next.FindAll(spot => new DeviceLayout([.. placed.Segments, spot]).IsLegal(device));
            for (var i = 0; i < open.Count; i++)
            {
                foreach (var layout in From(new DeviceLayout([.. placed.Segments, open[i]]), open.GetRange(i + 1, open.Count - i - 1)))
                {
                    yield return layout;
                }
            }
        }
    }

    /// <summary>The layouts that no further segment can be added to.</summary>
    public static IEnumerable<DeviceLayout> Maximal(DeviceModel device)
    {
        ArgumentNullException.ThrowIfNull(device);
        var spots = Spots(device);
        return All(device).Where(layout => !spots.Exists(spot => new DeviceLayout([.. layout.Segments, spot]).IsLegal(device)));
    }

    private static List<PlacedSegment> Spots(DeviceModel device)
    {
        var spots = new List<PlacedSegment>();
        for (var size = 0; size < device.Profiles.Count; size++)
        {
            foreach (var start in device.Profiles[size].Starts)
            {
                spots.Add(new PlacedSegment(size, start));
            }
        }

        return spots;
    }
}
