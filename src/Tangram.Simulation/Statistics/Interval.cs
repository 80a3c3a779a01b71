namespace Tangram.Simulation.Statistics;

/// <summary>A mean and how far off it may be.</summary>
/// <remarks>Immutable. With fewer than two values nothing is known of the spread, and the half-width is infinite.</remarks>
public sealed record Interval
{
    /// <summary>States an interval.</summary>
    /// <param name="mean">The middle; finite.</param>
    /// <param name="halfWidth">From the middle to either end; from 0, infinite where nothing is known.</param>
    /// <param name="confidence">How often such an interval holds what it is of; between 0 and 1.</param>
    /// <param name="count">Independent values it was made of; from 1.</param>
    public Interval(double mean, double halfWidth, double confidence, long count)
    {
        if (!double.IsFinite(mean) || halfWidth is not >= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(halfWidth), halfWidth, FormattableString.Invariant($"the mean, {mean}, is finite and the half-width from 0"));
        }

        CheckConfidence(confidence);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        (Mean, HalfWidth, Confidence, Count) = (mean, halfWidth, confidence, count);
    }

    /// <summary>The middle.</summary>
    public double Mean { get; }

    /// <summary>From the middle to either end; infinite where nothing is known.</summary>
    public double HalfWidth { get; }

    /// <summary>How often such an interval holds what it is of; between 0 and 1.</summary>
    public double Confidence { get; }

    /// <summary>Independent values it was made of.</summary>
    public long Count { get; }

    /// <summary>The lower end.</summary>
    public double Low => Mean - HalfWidth;

    /// <summary>The upper end.</summary>
    public double High => Mean + HalfWidth;

    /// <summary>The interval of the mean of independent values, by Student's t.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="InvalidOperationException">There is no value.</exception>
    public static Interval Of(RunningMoments values, double confidence)
    {
        ArgumentNullException.ThrowIfNull(values);
        CheckConfidence(confidence);
        return values.Count switch
        {
            0 => throw new InvalidOperationException("there is no value to make an interval of"),
            1 => new Interval(values.Mean, double.PositiveInfinity, confidence, 1),
            var n => new Interval(values.Mean, StudentT.Quantile(n - 1, (1 + confidence) / 2) * values.StandardDeviation / Math.Sqrt(n), confidence, n),
        };
    }

    /// <summary>Whether a value lies in it; its ends do.</summary>
    public bool Contains(double value) => value >= Low && value <= High;

    private static void CheckConfidence(double confidence)
    {
        if (confidence is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "a confidence is between 0 and 1, such as 0.95");
        }
    }
}
