using Tangram.Core.Profiles;
using Tangram.Profiling.Colocations;

namespace Tangram.Cli.Colocations;

/// <summary>What a measurement of batches beside each other found, as <c>--json</c> writes it.</summary>
/// <param name="Version">The format's version, 1.</param>
/// <param name="Application">The application whose variants were measured.</param>
/// <param name="Machine">The machine's line.</param>
/// <param name="Cores">Cores measured on.</param>
/// <param name="Effort"><c>full</c> or <c>quick</c>.</param>
/// <param name="Seconds">How long was measured.</param>
/// <param name="OthersShare">Share of the cores' time that went to others meanwhile; null where the system does not tell.</param>
/// <param name="Observations">Where the observations lie.</param>
/// <param name="Alone">Batches beside which nothing ran.</param>
/// <param name="Beside">Batches beside which something ran.</param>
/// <param name="Pairs">The slowdown of every variant beside every other.</param>
/// <param name="Signatures">What each variant takes of memory and cache.</param>
/// <param name="MemorySystem">What the signatures are a share of; null where they came from a profile that does not tell.</param>
internal sealed record ColocationSummary(
    int Version,
    string Application,
    string Machine,
    int Cores,
    string Effort,
    double Seconds,
    double? OthersShare,
    string Observations,
    SlowdownSpread Alone,
    SlowdownSpread Beside,
    IReadOnlyList<PairSlowdown> Pairs,
    IReadOnlyList<VariantSignature> Signatures,
    MemorySystem? MemorySystem);
