namespace Tangram.Scheduling;

/// <summary>The share of a task's items that a variant gets.</summary>
/// <param name="Variant">The variant's name.</param>
/// <param name="Share">Above 0, at most 1.</param>
public sealed record VariantShare(string Variant, double Share);
