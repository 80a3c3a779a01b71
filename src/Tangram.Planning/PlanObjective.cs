namespace Tangram.Planning;

/// <summary>What a plan minimises first. Then come the other of the two, the applications' mean accuracy, and their latencies.</summary>
public enum PlanObjective
{
    /// <summary>Devices, which is what is paid for.</summary>
    Devices,

    /// <summary>Compute slices, which leaves most for others.</summary>
    Slices,
}
