namespace Tangram.Simulation.Arrivals;

/// <summary>The times between requests that come one by one.</summary>
internal interface IGaps
{
    /// <summary>The time from the request before, or from the start, to the next one, in ticks and fractions of one; from 0.</summary>
    double NextTicks();
}
