namespace Tangram.Twin.Tests;

/// <summary>What is made to go wrong, to see whether it would be noticed.</summary>
internal enum Slip
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Every batch ends a tick late.</summary>
    Runs,

    /// <summary>Every wake-up comes a tick late.</summary>
    WakeUps,

    /// <summary>Every batch ends behind what else happens at its instant.</summary>
    Order,
}
