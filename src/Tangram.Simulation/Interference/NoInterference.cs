using Tangram.Core.Catalogs;
using Tangram.Scheduling;

namespace Tangram.Simulation.Interference;

/// <summary>Segments do not disturb each other.</summary>
public sealed class NoInterference : IInterference, ICatalogued<NoInterference, IInterference>
{
    /// <inheritdoc/>
    public static string Name => "none";

    /// <inheritdoc/>
    public static string Description => "segments do not disturb each other";

    /// <inheritdoc/>
    public bool IsAny => false;

    /// <inheritdoc/>
    public static IInterference Create(Settings settings) => new NoInterference();

    /// <inheritdoc/>
    public double Slowdown(Segment segment, ReadOnlySpan<Segment> others) => 1;
}
