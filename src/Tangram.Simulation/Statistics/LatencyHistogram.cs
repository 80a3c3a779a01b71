using System.Numerics;

namespace Tangram.Simulation.Statistics;

/// <summary>How many latencies of which size there were, in a memory that does not grow: percentiles of any number of values.</summary>
/// <remarks>
/// Log-linear, as HdrHistogram is: each doubling is cut into 128 equal steps, so that the middle of a step is within 0.4 % of all values in it. Values below
/// 25.6 µs are exact to the tick; from 5 days on percentiles are too small, while mean and maximum stay exact. 37 KB each, and nothing is allocated
/// after construction. For one thread.
/// </remarks>
public sealed class LatencyHistogram
{
    private const int StepBits = 7;
    private const int MostBits = 42;

    private readonly long[] _counts = new long[(MostBits - StepBits + 1) << StepBits];
    private ulong _totalTicks;
    private ulong _totalHigh;
    private long _min = long.MaxValue;
    private long _max;

    /// <summary>Values recorded.</summary>
    public long Count { get; private set; }

    /// <summary>The mean, rounded to the tick.</summary>
    /// <exception cref="InvalidOperationException">Nothing has been recorded.</exception>
    public TimeSpan Mean => new((long)((new UInt128(_totalHigh, _totalTicks) + (ulong)(Count / 2)) / (ulong)Recorded()));

    /// <summary>The smallest value, exactly.</summary>
    /// <exception cref="InvalidOperationException">Nothing has been recorded.</exception>
    public TimeSpan Min
    {
        get
        {
            Recorded();
            return new TimeSpan(_min);
        }
    }

    /// <summary>The largest value, exactly.</summary>
    /// <exception cref="InvalidOperationException">Nothing has been recorded.</exception>
    public TimeSpan Max
    {
        get
        {
            Recorded();
            return new TimeSpan(_max);
        }
    }

    /// <summary>The steps that hold values, in ascending order.</summary>
    public IEnumerable<HistogramBucket> Buckets
    {
        get
        {
            for (var i = 0; i < _counts.Length; i++)
            {
                if (_counts[i] > 0)
                {
                    yield return new HistogramBucket(new TimeSpan(Begin(i)), new TimeSpan(Begin(i + 1)), _counts[i]);
                }
            }
        }
    }

    /// <summary>Records a value.</summary>
    /// <param name="value">From 0.</param>
    public void Record(TimeSpan value) => Record(value, 1);

    /// <summary>Records a value several times.</summary>
    /// <param name="value">From 0.</param>
    /// <param name="count">From 0.</param>
    public void Record(TimeSpan value, long count)
    {
        var ticks = value.Ticks;
        if (ticks < 0 || count <= 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(ticks, nameof(value));
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            return;
        }

        _counts[IndexOf(ticks)] += count;
        Count += count;
        if (count == 1)
        {
            AddToTotal(0, (ulong)ticks);
        }
        else
        {
            var high = Math.BigMul((ulong)ticks, (ulong)count, out var low);
            AddToTotal(high, low);
        }

        _min = Math.Min(_min, ticks);
        _max = Math.Max(_max, ticks);
    }

    /// <summary>Adds all values of another histogram.</summary>
    public void Merge(LatencyHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
        AddToTotal(other._totalHigh, other._totalTicks);
        _min = Math.Min(_min, other._min);
        _max = Math.Max(_max, other._max);
    }

    /// <summary>The least time that a share of the values does not exceed, by nearest rank; within 0.5 % of it.</summary>
    /// <param name="percent">From 0, the smallest value, to 100, the largest.</param>
    /// <exception cref="InvalidOperationException">Nothing has been recorded.</exception>
    public TimeSpan Percentile(double percent)
    {
        if (percent is not (>= 0 and <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "a percentile is from 0 to 100");
        }

        // 99.9 % of 1000 is the 999th, however it is rounded.
        const double Noise = 1e-12;
        var exact = Recorded() * (percent / 100);
        var rank = Math.Max(1, (long)Math.Ceiling(exact - (exact * Noise)));
        var index = -1;
        for (var below = 0L; below < rank; below += _counts[index])
        {
            index++;
        }

        var middle = Begin(index) + ((Begin(index + 1) - 1 - Begin(index)) / 2);
        return new TimeSpan(rank >= Count ? _max : rank == 1 ? _min : Math.Clamp(middle, _min, _max));
    }

    // By hand, since every value of a simulation comes here.
    private void AddToTotal(ulong high, ulong low)
    {
        unchecked
        {
            _totalTicks += low;
            _totalHigh += high + (_totalTicks < low ? 1UL : 0);
        }
    }

    private static int IndexOf(long ticks)
    {
        unchecked
        {
            var value = (ulong)Math.Min(ticks, (1L << MostBits) - 1);
            var shift = BitOperations.Log2(value | (1UL << StepBits)) - StepBits;
            return (shift << StepBits) + (int)(value >> shift);
        }
    }

    private static long Begin(int index)
    {
        var shift = Math.Max(0, (index >> StepBits) - 1);
        return (long)(index - (shift << StepBits)) << shift;
    }

    private long Recorded() => Count > 0 ? Count : throw new InvalidOperationException("nothing has been recorded");
}
