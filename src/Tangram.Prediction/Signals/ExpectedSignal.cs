using Tangram.Core.Catalogs;

namespace Tangram.Prediction.Signals;

/// <summary>A co-runner counts by the overlap that was expected when the batch was started.</summary>
/// <remarks>[N]: all that can be known at dispatch, from how long everything that runs was expected to run; 0 for what came later.</remarks>
public sealed class ExpectedSignal : IColocationSignal, ICatalogued<ExpectedSignal, IColocationSignal>
{
    /// <inheritdoc/>
    public static string Name => "expected";

    /// <inheritdoc/>
    public static string Description => "overlap expected at the start, from expected ends";

    /// <inheritdoc/>
    public static IColocationSignal Create(Settings settings) => new ExpectedSignal();

    /// <inheritdoc/>
    public void Weigh(ReadOnlySpan<Presence> presences, Span<double> weights)
    {
        for (var i = 0; i < presences.Length; i++)
        {
            weights[i] = presences[i].Expected;
        }
    }
}
