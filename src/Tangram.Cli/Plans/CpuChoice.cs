namespace Tangram.Cli.Plans;

/// <summary>What the user says of this machine's CPU.</summary>
/// <param name="Cores">Cores; null for all.</param>
/// <param name="SlicesPerCore">Slices of each core; null for as many as a profile given was measured with, else 1.</param>
internal sealed record CpuChoice(int? Cores = null, int? SlicesPerCore = null)
{
    /// <summary>Nothing.</summary>
    public static CpuChoice Usual { get; } = new();
}
