namespace Tangram.Planning;

/// <summary>What a plan minimises first. Then comes the other of the two, then the applications' mean accuracy.</summary>
public enum PlanObjective
{
    /// <summary>Devices, which is what is paid for.</summary>
    Devices,

    /// <summary>Compute slices, which leaves most for others.</summary>
    Slices,
}
