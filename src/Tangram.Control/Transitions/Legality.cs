using Tangram.Core.Devices;

namespace Tangram.Control.Transitions;

/// <summary>Whether segments lie as the devices allow.</summary>
internal static class Legality
{
    /// <summary>Refuses segments that do not.</summary>
    /// <param name="inventory">The devices.</param>
    /// <param name="segments">The segments of all of them.</param>
    /// <param name="argument">What to name in the message.</param>
    public static void Require(Inventory inventory, IReadOnlyList<PlacedInstance> segments, string argument)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        foreach (var device in segments.GroupBy(s => s.Placement.Device))
        {
            var model = inventory.PoolOf(device.Key) is >= 0 and var pool
                ? inventory.Pools[pool].Model
                : throw new ArgumentException(FormattableString.Invariant($"device {device.Key} is not in the inventory, which has {inventory.Count}"), argument);
            if (!new DeviceLayout([.. device.Select(s => new PlacedSegment(SizeOf(model, s, argument), s.Placement.Start))]).IsLegal(model))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"a '{model.Name}' cannot be cut as device {device.Key} is to be: {string.Join(", ", device.Select(s => $"{s.Instance.Profile} at {s.Placement.Start}"))}"), argument);
            }
        }
    }

    private static int SizeOf(DeviceModel model, PlacedInstance segment, string argument)
    {
        for (var size = 0; size < model.Profiles.Count; size++)
        {
            var profile = model.Profiles[size];
            if (string.Equals(profile.Name, segment.Instance.Profile, StringComparison.Ordinal) && profile.MemorySlices == segment.Placement.MemorySlices)
            {
                return size;
            }
        }

        throw new ArgumentException(
            FormattableString.Invariant($"instance '{segment.Instance.Id}' lies on device {segment.Placement.Device}, a '{model.Name}', which has no '{segment.Instance.Profile}' of {segment.Placement.MemorySlices} memory slices"), argument);
    }
}
