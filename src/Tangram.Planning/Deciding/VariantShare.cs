using Tangram.Core.Applications;

namespace Tangram.Planning.Deciding;

/// <summary>A variant that runs a share of a task's items.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Share">Above 0, at most 1.</param>
internal sealed record VariantShare(Variant Variant, double Share);
