namespace Tangram.Simulation.Statistics;

/// <summary>Mean and variance of values that are seen once and not kept.</summary>
/// <remarks>Welford's recurrence, and Chan's for joining two; both keep their digits where sums of squares lose them. For one thread.</remarks>
public sealed class RunningMoments
{
    private double _squares;

    /// <summary>Values seen.</summary>
    public long Count { get; private set; }

    /// <summary>Their mean; 0 where there are none.</summary>
    public double Mean { get; private set; }

    /// <summary>The smallest; infinity where there are none.</summary>
    public double Min { get; private set; } = double.PositiveInfinity;

    /// <summary>The largest; minus infinity where there are none.</summary>
    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>The variance of what they are a sample of, by n − 1; 0 for fewer than two.</summary>
    public double Variance => Count < 2 ? 0 : _squares / (Count - 1);

    /// <summary>The standard deviation of what they are a sample of; 0 for fewer than two.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>Adds a value.</summary>
    /// <param name="value">Finite.</param>
    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "it is finite");
        }

        Count++;
        var off = value - Mean;
        Mean += off / Count;
        _squares += off * (value - Mean);
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
    }

    /// <summary>Adds all values that another has seen.</summary>
    public void Merge(RunningMoments other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0)
        {
            return;
        }

        var (left, right) = ((double)Count, (double)other.Count);
        var off = other.Mean - Mean;
        _squares += other._squares + (off * off * left * right / (left + right));
        Mean += off * right / (left + right);
        Count += other.Count;
        Min = Math.Min(Min, other.Min);
        Max = Math.Max(Max, other.Max);
    }
}
