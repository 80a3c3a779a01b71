using Tangram.Core.Applications;

namespace Tangram.Profiling.Colocations;

/// <summary>A batch that may run.</summary>
/// <param name="Variant">Its variant.</param>
/// <param name="Batch">Items in it; at least 1.</param>
internal sealed record BatchChoice(Variant Variant, int Batch);
