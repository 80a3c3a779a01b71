using Tangram.Core.Catalogs;
using Tangram.Scheduling;

namespace Tangram.Simulation.Interference;

/// <summary>Every slice that works beside a batch slows it down by the same share.</summary>
/// <remarks>
/// The simplest law that depends on how much runs beside a batch [N]. Pairs measured in public under MPS slow each other down by 1.31 in the median; the default of
/// 0.05 a slice gives that for six busy slices.
/// </remarks>
public sealed class NeighbourInterference(double perSlice) : IInterference, ICatalogued<NeighbourInterference, IInterference>
{
    /// <inheritdoc/>
    public static string Name => "neighbours";

    /// <inheritdoc/>
    public static string Description => "every busy slice beside a batch slows it down by the same share";

    /// <inheritdoc/>
    public bool IsAny => perSlice > 0;

    /// <summary>Setting <c>per-slice</c>: share by which a busy slice slows a batch down, from 0 to 10; 0.05 unless given.</summary>
    public static IInterference Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new NeighbourInterference(settings.Number("per-slice", fallback: 0.05, min: 0, max: 10));
    }

    /// <inheritdoc/>
    public double Slowdown(Segment segment, ReadOnlySpan<Segment> others)
    {
        var slices = 0.0;
        foreach (var other in others)
        {
            slices += (double)other.Slices / other.Processes;
        }

        return 1 + (perSlice * slices);
    }
}
