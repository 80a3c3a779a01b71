using System.Globalization;

namespace Tangram.Devices.Partitioning;

/// <summary>One step of changing what devices are cut into.</summary>
public abstract record LayoutStep
{
    private LayoutStep()
    {
    }

    /// <summary>A segment is destroyed.</summary>
    /// <param name="Segment">The segment.</param>
    public sealed record Destroy(DeviceSegment Segment) : LayoutStep
    {
        /// <inheritdoc/>
        public override string ToString() => $"destroy {Segment.Place}";
    }

    /// <summary>A segment is created.</summary>
    /// <param name="Device">The device's number.</param>
    /// <param name="Profile">The partition profile's name.</param>
    /// <param name="Start">First memory slice.</param>
    public sealed record Create(int Device, string Profile, int Start) : LayoutStep
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"create {Profile} at {Start}");
    }

    /// <summary>The number of the device it changes.</summary>
    public int OnDevice => this switch
    {
        Destroy destroy => destroy.Segment.Device,
        Create create => create.Device,
        _ => throw new InvalidOperationException("no such step"),
    };
}
