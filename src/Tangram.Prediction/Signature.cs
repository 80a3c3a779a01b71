namespace Tangram.Prediction;

/// <summary>What a variant takes of what segments of a device share, while it runs alone.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="L2">Utilisation of the last cache that segments share, from 0 to 1.</param>
/// <param name="Dram">Utilisation of the memory bandwidth, from 0 to 1.</param>
public sealed record Signature(string Variant, double L2, double Dram);
