using Tangram.Core.Plans;

namespace Tangram.Planning.Deciding;

/// <summary>What a segment is and runs, but for its batch size, which can be changed while it runs.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Size">The partition profile, by its place in the device model's list.</param>
/// <param name="Concurrency">Processes sharing it.</param>
internal sealed record SegmentKind(string Variant, int Size, int Concurrency)
{
    public static SegmentKind Of(Instance instance, int size) => new(instance.Variant, size, instance.Concurrency);
}
