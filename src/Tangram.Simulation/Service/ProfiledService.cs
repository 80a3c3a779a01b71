using Tangram.Scheduling;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.Service;

/// <summary>Run times around the profile's medians with the profile's spread.</summary>
/// <remarks>Log-normal [N]: the median is the profile's p50, and the deviation that of its p95 or of its p99, whichever is the larger. A profile without spread gives constants.</remarks>
public sealed class ProfiledService : IServiceTimes
{
    private readonly double[][] _deviations;

    /// <summary>Run times for a layout.</summary>
    /// <param name="deviations">Standard deviation of the logarithm by segment and by items less one; finite, from 0.</param>
    /// <param name="noise">Deviation added to all of them, as of an independent source; finite, from 0.</param>
    public ProfiledService(IReadOnlyList<IReadOnlyList<double>> deviations, double noise = 0)
    {
        ArgumentNullException.ThrowIfNull(deviations);
        ArgumentOutOfRangeException.ThrowIfNegative(noise);
        _deviations = [.. deviations.Select(bySize => bySize.Select(d => Math.Sqrt((d * d) + (noise * noise))).ToArray())];
    }

    /// <inheritdoc/>
    public TimeSpan Draw(Segment segment, int items, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(segment);
        ArgumentNullException.ThrowIfNull(stream);
        var median = segment.Latency.Of(items);
        var deviation = _deviations[segment.Index][items - 1];
        return deviation == 0 ? median : new TimeSpan(Math.Max(1, (long)(median.Ticks * Math.Exp(deviation * stream.Normal()))));
    }
}
