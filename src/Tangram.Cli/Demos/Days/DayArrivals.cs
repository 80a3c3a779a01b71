using Tangram.Core.Time;
using Tangram.Simulation.Arrivals;
using Tangram.Simulation.Arrivals.Traces;
using Tangram.Simulation.Randomness;

namespace Tangram.Cli.Demos.Days;

/// <summary>The requests of a day: a Poisson process whose rate follows the curve, the same for every plan that meets it.</summary>
internal static class DayArrivals
{
    /// <summary>When requests come, from the start of the day; at least one.</summary>
    /// <remarks>By thinning: of requests at the peak's rate each stays with the curve's share (Lewis and Shedler, 1979).</remarks>
    /// <param name="clock">How long the day takes.</param>
    /// <param name="peakPerSecond">Requests per second at the peak; above 0.</param>
    /// <param name="seed">Seed of the arrivals.</param>
    public static IReadOnlyList<TimeSpan> Of(DayClock clock, double peakPerSecond, int seed)
    {
        var stream = new RandomStreams((ulong)seed).Stream("arrivals/day");
        var instants = new List<TimeSpan>();
        for (var at = TimeSpan.Zero; ;)
        {
            at += TimeSpan.FromSeconds(stream.Exponential(1 / peakPerSecond)) + TimeSpan.FromTicks(1);
            if (at >= clock.Length)
            {
                return instants.Count > 0 ? instants : [TimeSpan.Zero];
            }

            if (stream.Bernoulli(DayCurve.At(clock.HourAt(at))))
            {
                instants.Add(at);
            }
        }
    }

    /// <summary>The same as a trace that can be simulated.</summary>
    public static Trace AsTrace(IReadOnlyList<TimeSpan> instants, DayClock clock) => new([.. instants.Select(i => new Arrival(Instant.Start + i, 1))], clock.Length);
}
