namespace Tangram.Cli.Loads;

/// <summary>What load to put on a server.</summary>
/// <param name="Target">Address requests are posted to.</param>
/// <param name="Bodies">Bodies, taken in turn.</param>
/// <param name="RatePerSecond">Mean requests per second; above 0.</param>
/// <param name="Duration">How long requests are sent.</param>
/// <param name="Objective">Latency from the intended send time that still counts as in time.</param>
/// <param name="Seed">Seed of the arrival times.</param>
internal sealed record LoadOptions(
    Uri Target, IReadOnlyList<ReadOnlyMemory<byte>> Bodies, double RatePerSecond, TimeSpan Duration, TimeSpan Objective, int Seed)
{
    /// <summary>When requests are sent, ascending; Poisson arrivals of the rate unless given.</summary>
    public IReadOnlyList<TimeSpan>? Instants { get; init; }
}
