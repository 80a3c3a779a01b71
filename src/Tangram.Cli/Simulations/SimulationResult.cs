using Tangram.Core.Plans;
using Tangram.Simulation;

namespace Tangram.Cli.Simulations;

/// <summary>A simulated plan and what came of it.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Load">The load, in words.</param>
/// <param name="Setup">What was simulated, for the first replication.</param>
/// <param name="Alternatives">What came of each.</param>
/// <param name="Elapsed">Wall time of all of it.</param>
internal sealed record SimulationResult(Plan Plan, string Load, SimulationSetup Setup, IReadOnlyList<AlternativeRuns> Alternatives, TimeSpan Elapsed)
{
    /// <summary>Events of all runs.</summary>
    public long Events => Alternatives.Sum(a => a.Reports.Sum(r => r.Events));

    /// <summary>Replications of each alternative.</summary>
    public int Replications => Alternatives[0].Reports.Count;
}
