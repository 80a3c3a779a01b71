namespace Tangram.Planning.Baselines.ParvaGpu;

/// <summary>A segment on a device.</summary>
/// <param name="Owner">The service it serves.</param>
/// <param name="Configuration">What runs on it.</param>
/// <param name="Start">First memory slice.</param>
internal sealed record ParvaSegment(ParvaService Owner, Configuration Configuration, int Start);
