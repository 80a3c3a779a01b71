using Tangram.Core.Time;
using Tangram.Simulation.Arrivals;

namespace Tangram.Simulation.Tests.Arrivals;

/// <summary>Takes arrivals.</summary>
internal static class Drawing
{
    public static IEnumerable<Arrival> Until(IArrivals arrivals, TimeSpan end)
    {
        while (arrivals.TryNext(out var arrival) && arrival.At < Instant.Start + end)
        {
            yield return arrival;
        }
    }

    public static List<Arrival> All(IArrivals arrivals) => [.. Until(arrivals, TimeSpan.FromTicks(long.MaxValue))];

    /// <summary>Requests in each window, one window after the other.</summary>
    public static double[] Counts(IArrivals arrivals, TimeSpan window, int windows)
    {
        var counts = new double[windows];
        foreach (var arrival in Until(arrivals, window * windows))
        {
            counts[(arrival.At - Instant.Start).Ticks / window.Ticks] += arrival.Count;
        }

        return counts;
    }
}
