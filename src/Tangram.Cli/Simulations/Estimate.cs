using Tangram.Simulation.Statistics;

namespace Tangram.Cli.Simulations;

/// <summary>A figure, and half of its interval of 95 %.</summary>
/// <param name="Mean">The figure.</param>
/// <param name="HalfWidth">From it to either end of the interval; null where nothing is known of it.</param>
internal sealed record Estimate(double Mean, double? HalfWidth)
{
    private const double Confidence = 0.95;

    /// <summary>The mean of replications; null where there are none.</summary>
    public static Estimate? Of(IEnumerable<double?> values)
    {
        var moments = new RunningMoments();
        foreach (var value in values.OfType<double>())
        {
            moments.Add(value);
        }

        return moments.Count == 0 ? null : Of(Interval.Of(moments, Confidence), moments.Mean);
    }

    /// <summary>An interval around a figure that may be known better than its middle.</summary>
    public static Estimate Of(Interval? interval, double mean) => new(mean, interval is { HalfWidth: var half } && double.IsFinite(half) ? half : null);

    /// <summary>How an alternative differs from the first, over replications with the same seeds; null where there is none in which both have a figure.</summary>
    public static Estimate? Difference(IEnumerable<double?> alternative, IEnumerable<double?> first)
    {
        var pairs = new PairedComparison();
        foreach (var (own, other) in alternative.Zip(first))
        {
            if (own is { } a && other is { } b)
            {
                pairs.Add(a, b);
            }
        }

        return pairs.Count == 0 ? null : pairs.Difference(Confidence) is var interval ? Of(interval, interval.Mean) : null;
    }
}
