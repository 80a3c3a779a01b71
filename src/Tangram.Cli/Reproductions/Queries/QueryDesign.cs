using Tangram.Core.Devices;

namespace Tangram.Cli.Reproductions.Queries;

/// <summary>A way to cut the devices, and to dispatch queries to the segments.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dispatch">The dispatch policy's name.</param>
/// <param name="Segments">The size of each segment, with its device.</param>
internal sealed record QueryDesign(string Name, string Dispatch, IReadOnlyList<(PartitionProfile Size, int Device)> Segments)
{
    /// <summary>What it is cut into, such as <c>8 × 1g.10gb + 4 × 3g.40gb</c>.</summary>
    public string Layout => string.Join(" + ", Segments.GroupBy(s => s.Size.Name, StringComparer.Ordinal).OrderBy(g => g.First().Size.ComputeSlices).Select(g => FormattableString.Invariant($"{g.Count()} × {g.Key}")));

    /// <summary>Compute slices of its segments.</summary>
    public int Slices => Segments.Sum(s => s.Size.ComputeSlices);
}
