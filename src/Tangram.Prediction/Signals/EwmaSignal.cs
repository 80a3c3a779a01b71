using Tangram.Core.Catalogs;

namespace Tangram.Prediction.Signals;

/// <summary>A co-runner counts by a moving average of whether it was there, taken anew each time any co-runner starts or finishes.</summary>
/// <remarks>
/// [P]: s ← α·u + (1 − α)·s, with u = 1 while the co-runner runs and 0 while it does not. s starts at 1 for what ran when the batch was started and at 0 for what
/// came later; events count between the batch's start and its end, neither included, and several at one instant are one. That the average is
/// kept for each co-runner, rather than for their sum, is [R]; the two agree where a model is linear in it.
/// </remarks>
public sealed class EwmaSignal : IColocationSignal, ICatalogued<EwmaSignal, IColocationSignal>
{
    private const int MostOnStack = 256;
    private readonly double _alpha;

    /// <summary>An average of a given speed.</summary>
    /// <param name="alpha">What the newest state counts, α; from 0, which is the static signal, to 1, which is what ran at the end.</param>
    public EwmaSignal(double alpha = 0.3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(alpha, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(alpha, 1);
        _alpha = alpha;
    }

    /// <inheritdoc/>
    public static string Name => "ewma";

    /// <inheritdoc/>
    public static string Description => "moving average over starts and finishes of co-runners; setting alpha";

    /// <summary>Setting <c>alpha</c>: what the newest state counts, from 0 to 1, 0.3 unless given.</summary>
    public static IColocationSignal Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new EwmaSignal(settings.Number("alpha", 0.3, 0, 1));
    }

    /// <inheritdoc/>
    public void Weigh(ReadOnlySpan<Presence> presences, Span<double> weights)
    {
        var events = presences.Length <= MostOnStack ? stackalloc double[2 * MostOnStack] : new double[2 * presences.Length];
        var count = Events(presences, events);
        events = events[..count];
        for (var i = 0; i < presences.Length; i++)
        {
            var presence = presences[i];
            var before = Below(events, presence.From);
            var until = Below(events, presence.To);

            // Each event at which it is there halves, if α is a half, what is missing to 1, and each at which it is not what is left.
            var there = presence.From > 0 ? 1 - Math.Pow(1 - _alpha, until - before) : 1;
            weights[i] = there * Math.Pow(1 - _alpha, count - until);
        }
    }

    // Distinct instants within the batch's life at which a co-runner starts or finishes, in ascending order; returns how many.
    private static int Events(ReadOnlySpan<Presence> presences, Span<double> events)
    {
        var all = 0;
        foreach (var presence in presences)
        {
            if (presence.From is > 0 and < 1)
            {
                events[all++] = presence.From;
            }

            if (presence.To is > 0 and < 1)
            {
                events[all++] = presence.To;
            }
        }

        events[..all].Sort();
        var distinct = 0;
        for (var i = 0; i < all; i++)
        {
            if (distinct == 0 || events[i] > events[distinct - 1])
            {
                events[distinct++] = events[i];
            }
        }

        return distinct;
    }

    private static int Below(ReadOnlySpan<double> events, double instant)
    {
        var found = events.BinarySearch(instant);
        return found < 0 ? ~found : found;
    }
}
