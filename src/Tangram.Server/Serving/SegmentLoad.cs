using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Server.Serving;

/// <summary>What a segment's workers load and where they run.</summary>
/// <param name="Variant">The variant they serve.</param>
/// <param name="Cores">Cores they are pinned to; none on other devices.</param>
/// <param name="Load">What they are told to load.</param>
internal sealed record SegmentLoad(Variant Variant, IReadOnlyList<int> Cores, LoadVariant Load)
{
    /// <summary>Where the segment lies, if a plan says so; a partitioner says how workers are started there.</summary>
    public Placement? Placement { get; init; }
}
