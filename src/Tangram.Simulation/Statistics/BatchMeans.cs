namespace Tangram.Simulation.Statistics;

/// <summary>The mean of one run's observations with an interval, although each depends on those before it.</summary>
/// <remarks>
/// The method of batch means: neighbours are joined into batches so long that their means hardly depend on each other. There are from 20 to 39 whole
/// batches; where a fortieth is full, each two become one and batches from then on are twice as long, so memory stays flat however long the run is
/// (Law and Carson 1979; Schmeiser 1982 for the number). <see cref="Correlation"/> says whether the run was long enough. What the start of
/// a run brings about is not left out: do not add it. For one thread.
/// </remarks>
public sealed class BatchMeans
{
    private const int FewestBatches = 20;

    private readonly double[] _means = new double[2 * FewestBatches];
    private int _whole;
    private double _sum;
    private long _inPartial;

    /// <summary>Observations seen.</summary>
    public long Count { get; private set; }

    /// <summary>Whole batches; from 20 to 39 after the first 20 observations.</summary>
    public int Batches => _whole;

    /// <summary>Observations in a batch; a power of two.</summary>
    public long BatchSize { get; private set; } = 1;

    /// <summary>
    /// Correlation of neighbouring batches' means, from −1 to 1; 0 for fewer than three batches. Where it is above about 0.3 the interval is too narrow and
    /// the run too short.
    /// </summary>
    public double Correlation
    {
        get
        {
            var mean = Moments().Mean;
            var (products, squares) = (0.0, 0.0);
            for (var i = 0; i < _whole; i++)
            {
                squares += (_means[i] - mean) * (_means[i] - mean);
                products += i == 0 ? 0 : (_means[i] - mean) * (_means[i - 1] - mean);
            }

            return _whole < 3 || squares <= 0 ? 0 : products / squares;
        }
    }

    /// <summary>Adds the next observation.</summary>
    /// <param name="value">Finite.</param>
    public void Add(double value) => Add(value, 1);

    /// <summary>Adds the next observations, all of one value, in a time that hardly depends on how many they are.</summary>
    /// <param name="value">Finite.</param>
    /// <param name="count">How many; at least 0.</param>
    public void Add(double value, long count)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "it is finite");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count < BatchSize - _inPartial)
        {
            Count += count;
            _inPartial += count;
            _sum += value * count;
            return;
        }

        while (count > 0)
        {
            var fits = Math.Min(count, BatchSize - _inPartial);
            Join(value, fits);
            count -= fits;
        }
    }

    /// <summary>The mean over the whole batches, with its interval.</summary>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="InvalidOperationException">There is no observation.</exception>
    public Interval Interval(double confidence) => Statistics.Interval.Of(Moments(), confidence);

    // As many as the batch at hand has room for.
    private void Join(double value, long count)
    {
        Count += count;
        _inPartial += count;
        _sum += value * count;
        if (_inPartial < BatchSize)
        {
            return;
        }

        _means[_whole++] = _sum / _inPartial;
        (_sum, _inPartial) = (0, 0);
        if (_whole == _means.Length)
        {
            for (var i = 0; i < FewestBatches; i++)
            {
                _means[i] = (_means[2 * i] + _means[(2 * i) + 1]) / 2;
            }

            _whole = FewestBatches;
            BatchSize *= 2;
        }
    }

    private RunningMoments Moments()
    {
        var moments = new RunningMoments();
        for (var i = 0; i < _whole; i++)
        {
            moments.Add(_means[i]);
        }

        return moments;
    }
}
