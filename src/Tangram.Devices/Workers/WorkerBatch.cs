namespace Tangram.Devices.Workers;

/// <summary>A batch to run.</summary>
/// <param name="Variant">The name the variant was loaded under.</param>
/// <param name="Items">Each item's input; sent one after the other without being copied together, so they must not change until the run ends.</param>
public sealed record WorkerBatch(string Variant, IReadOnlyList<ReadOnlyMemory<float>> Items);
