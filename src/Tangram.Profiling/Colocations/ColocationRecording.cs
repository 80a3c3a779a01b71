using Tangram.Core.Profiles;
using Tangram.Prediction.Observations;

namespace Tangram.Profiling.Colocations;

/// <summary>What a measurement of batches beside each other has found so far.</summary>
/// <param name="Observations">One of each batch, in the order in which they started.</param>
/// <param name="Signatures">The signatures that the observations carry.</param>
/// <param name="MemorySystem">What the signatures are a share of; null where they were known before.</param>
/// <param name="OthersShare">Share of the cores' time that went to others than Tangram meanwhile, from 0 to 1; null where the system does not tell.</param>
/// <param name="Complete">Whether the time to measure is over.</param>
public sealed record ColocationRecording(
    IReadOnlyList<Observation> Observations, IReadOnlyList<VariantSignature> Signatures, MemorySystem? MemorySystem, double? OthersShare, bool Complete);
