namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>A variant beside another that came or went while it ran.</summary>
/// <param name="Model">The model that predicted.</param>
/// <param name="Variant">The variant.</param>
/// <param name="CoVariant">The other.</param>
/// <param name="Batches">Batches tested on.</param>
/// <param name="StaticError">Mean error with the signal <c>static</c>.</param>
/// <param name="OverlapError">Mean error with exact overlap.</param>
internal sealed record ChangingPair(string Model, string Variant, string CoVariant, int Batches, double StaticError, double OverlapError);
