using System.Globalization;

namespace Tangram.Core.Devices;

/// <summary>A partition profile and the number of processes that share it (JigsawServe's MIG type × MPS level [P]).</summary>
/// <param name="Profile">The size.</param>
/// <param name="Concurrency">Processes sharing it, each with its own copy of the model; at least 1.</param>
public sealed record SegmentType(PartitionProfile Profile, int Concurrency)
{
    /// <summary>Such as <c>1c</c>, or <c>1c×2</c> for two processes.</summary>
    public override string ToString() => Concurrency == 1 ? Profile.Name : string.Create(CultureInfo.InvariantCulture, $"{Profile.Name}×{Concurrency}");
}
