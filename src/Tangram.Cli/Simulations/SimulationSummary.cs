using Tangram.Core.Files;

namespace Tangram.Cli.Simulations;

/// <summary>All figures of a simulation; what <c>--json</c> prints.</summary>
/// <param name="Version">The format's version, 1.</param>
/// <param name="Load">The load, in words.</param>
/// <param name="DurationSeconds">How long requests came.</param>
/// <param name="WarmUpSeconds">Requests that came before this are not counted.</param>
/// <param name="Seed">Seed of the first replication.</param>
/// <param name="Replications">Runs of each alternative.</param>
/// <param name="Events">Events of all runs.</param>
/// <param name="ElapsedSeconds">Wall time of all runs.</param>
/// <param name="EventsPerSecond">Events over wall time.</param>
/// <param name="Alternatives">What came of each; one unless several are compared.</param>
internal sealed record SimulationSummary(
    int Version,
    string Load,
    double DurationSeconds,
    double WarmUpSeconds,
    ulong Seed,
    int Replications,
    long Events,
    double ElapsedSeconds,
    double EventsPerSecond,
    IReadOnlyList<AlternativeSummary> Alternatives) : IVersioned;
