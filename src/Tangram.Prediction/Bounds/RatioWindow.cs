using System.Numerics;

namespace Tangram.Prediction.Bounds;

/// <summary>The most recent ratios of what was measured to what was predicted, and their quantiles, in a time that depends on neither their number nor order.</summary>
/// <remarks>
/// Ratios fall into 4,096 bins of equal width between the logarithms −7 and 7, so each is known to 0.34 %; a Fenwick tree over the bins counts them. A ratio is
/// taken for the upper end of its bin, so that a stream of equal ratios is covered. Nothing is allocated after construction.
/// </remarks>
internal sealed class RatioWindow
{
    private const int Bins = 4096;
    private const double MostLog = 7;
    private const double BinsPerLog = Bins / (2 * MostLog);
    private readonly int[] _tree = new int[Bins + 1];
    private readonly ushort[] _recent;
    private int _next;

    /// <summary>Has seen no ratio.</summary>
    /// <param name="capacity">How many count; from 1.</param>
    public RatioWindow(int capacity) => _recent = new ushort[capacity];

    /// <summary>Ratios that count.</summary>
    public int Count { get; private set; }

    /// <summary>Takes the next ratio; where there are as many as count, the oldest counts no more.</summary>
    /// <param name="ratio">Above 0.</param>
    public void Add(double ratio)
    {
        if (Count == _recent.Length)
        {
            Change(_recent[_next], -1);
        }
        else
        {
            Count++;
        }

        var bin = (ushort)Math.Clamp((Math.Log(ratio) + MostLog) * BinsPerLog, 0, Bins - 1);
        Change(bin, 1);
        _recent[_next] = bin;
        _next = _next + 1 == _recent.Length ? 0 : _next + 1;
    }

    /// <summary>The ratio of a rank, to the upper end of its bin.</summary>
    /// <param name="rank">From 1, the smallest, to <see cref="Count"/>, the largest.</param>
    public double OfRank(int rank)
    {
        var (bin, left) = (0, rank);
        for (var step = 1 << BitOperations.Log2(Bins); step > 0; step >>= 1)
        {
            if (bin + step <= Bins && _tree[bin + step] < left)
            {
                bin += step;
                left -= _tree[bin];
            }
        }

        return Math.Exp(((bin + 1) / BinsPerLog) - MostLog);
    }

    /// <summary>Goes on as another of the same capacity would.</summary>
    public void CopyFrom(RatioWindow other)
    {
        other._tree.CopyTo(_tree, 0);
        other._recent.CopyTo(_recent, 0);
        (_next, Count) = (other._next, other.Count);
    }

    /// <summary>The bins of what counts, oldest first.</summary>
    public IReadOnlyList<double> Save()
    {
        var bins = new double[Count];
        for (var i = 0; i < Count; i++)
        {
            bins[i] = _recent[(_next + _recent.Length - Count + i) % _recent.Length];
        }

        return bins;
    }

    /// <summary>Goes on from what was saved.</summary>
    /// <exception cref="FormatException">There are too many, or one is no bin.</exception>
    public void Restore(IReadOnlyList<double> bins)
    {
        if (bins.Count > _recent.Length || bins.Any(b => !(b >= 0 && b < Bins && b == Math.Floor(b))))
        {
            throw new FormatException(FormattableString.Invariant($"ratios: there are more than {_recent.Length}, or one is no whole number from 0 to {Bins - 1}"));
        }

        Array.Clear(_tree);
        Array.Clear(_recent);
        (_next, Count) = (bins.Count % _recent.Length, bins.Count);
        for (var i = 0; i < bins.Count; i++)
        {
            _recent[i] = (ushort)bins[i];
            Change(_recent[i], 1);
        }
    }

    private void Change(int bin, int by)
    {
        for (var at = bin + 1; at <= Bins; at += at & -at)
        {
            _tree[at] += by;
        }
    }
}
