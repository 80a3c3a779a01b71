using Tangram.Core.Catalogs;

namespace Tangram.Prediction.Signals;

/// <summary>A co-runner counts by the share of the batch's life during which it ran.</summary>
/// <remarks>[N]: known once the batch has ended, so it is for learning, and the measure of how much knowing it would help.</remarks>
public sealed class OverlapSignal : IColocationSignal, ICatalogued<OverlapSignal, IColocationSignal>
{
    /// <inheritdoc/>
    public static string Name => "overlap";

    /// <inheritdoc/>
    public static string Description => "exact overlap, known after the fact";

    /// <inheritdoc/>
    public static IColocationSignal Create(Settings settings) => new OverlapSignal();

    /// <inheritdoc/>
    public void Weigh(ReadOnlySpan<Presence> presences, Span<double> weights)
    {
        for (var i = 0; i < presences.Length; i++)
        {
            weights[i] = presences[i].Overlap;
        }
    }
}
