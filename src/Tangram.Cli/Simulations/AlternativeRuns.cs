using Tangram.Simulation;

namespace Tangram.Cli.Simulations;

/// <summary>What came of an alternative.</summary>
/// <param name="Alternative">The policies.</param>
/// <param name="Reports">By replication; the same seeds for every alternative.</param>
internal sealed record AlternativeRuns(Alternative Alternative, IReadOnlyList<SimulationReport> Reports);
