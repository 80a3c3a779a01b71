using Tangram.Core.Catalogs;

namespace Tangram.Prediction.Signals;

/// <summary>A co-runner counts fully if it ran when the batch was started, and not at all if it came later.</summary>
/// <remarks>[P]: what a model fitted offline takes for the truth.</remarks>
public sealed class StaticSignal : IColocationSignal, ICatalogued<StaticSignal, IColocationSignal>
{
    /// <inheritdoc/>
    public static string Name => "static";

    /// <inheritdoc/>
    public static string Description => "what ran when the batch was started";

    /// <inheritdoc/>
    public static IColocationSignal Create(Settings settings) => new StaticSignal();

    /// <inheritdoc/>
    public void Weigh(ReadOnlySpan<Presence> presences, Span<double> weights)
    {
        for (var i = 0; i < presences.Length; i++)
        {
            weights[i] = presences[i].From > 0 ? 0 : 1;
        }
    }
}
