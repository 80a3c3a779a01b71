using Tangram.Core.Plans;

namespace Tangram.Control.Transitions;

/// <summary>A segment that exists on a device, whatever was done with it before.</summary>
/// <param name="Segment">What it runs, or ran, and where it lies.</param>
/// <param name="Serves">Whether its workers run, have their variant loaded and take items.</param>
public sealed record FoundSegment(PlacedInstance Segment, bool Serves)
{
    /// <summary>Whether it is not known what it ran, as of one that was found on the device after a crash.</summary>
    public bool IsUnknown => Segment.Instance.Variant.Length == 0;

    /// <summary>A segment that was found on a device; nothing runs in it, and what ran is not known.</summary>
    /// <param name="deviceModel">Model of the device.</param>
    /// <param name="profile">The partition profile's name.</param>
    /// <param name="device">The device, counted from 0 through all pools of the inventory.</param>
    /// <param name="start">First memory slice occupied.</param>
    /// <param name="memorySlices">Contiguous memory slices occupied; at least 1.</param>
    public static FoundSegment Unknown(string deviceModel, string profile, int device, int start, int memorySlices)
    {
        var id = FormattableString.Invariant($"{deviceModel}/{device}/{profile}@{start}");
        var instance = new Instance(id, "", deviceModel, profile, 1, 1, 0, 0, 0, 0, []);
        return new FoundSegment(new PlacedInstance(instance, new Placement(id, device, start, memorySlices)), Serves: false);
    }
}
