namespace Tangram.Devices.Nvidia;

/// <summary>A GPU instance that exists.</summary>
/// <param name="Handle">The driver's handle.</param>
/// <param name="Id">Its number on the GPU.</param>
/// <param name="Profile">Its size.</param>
/// <param name="Start">First memory slice.</param>
/// <param name="MemorySlices">Memory slices occupied.</param>
/// <param name="Computes">Its compute instances.</param>
internal sealed record MigInstance(nint Handle, uint Id, MigProfile Profile, int Start, int MemorySlices, IReadOnlyList<MigCompute> Computes)
{
    /// <summary>Whether one compute instance has all of it.</summary>
    public bool IsWhole => Computes is [var only] && only.Slices == Profile.Slices;

    /// <summary>Such as <c>3g.40gb at 4</c>.</summary>
    public string Place => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Profile.Name} at {Start}");
}
