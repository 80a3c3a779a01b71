using System.Numerics;

namespace Tangram.Simulation.Randomness;

/// <summary>One source's random numbers: xoshiro256** and the distributions that simulations draw from.</summary>
/// <remarks>Made by <see cref="RandomStreams"/>. For one thread.</remarks>
public sealed class RandomStream
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spareNormal = double.NaN;

    internal RandomStream(ulong s0, ulong s1, ulong s2, ulong s3)
    {
        // The one state that a generator of this kind never leaves.
        _s0 = (s0 | s1 | s2 | s3) == 0 ? 1 : s0;
        (_s1, _s2, _s3) = (s1, s2, s3);
    }

    /// <summary>64 random bits.</summary>
    public ulong Bits()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
            var t = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= t;
            _s3 = BitOperations.RotateLeft(_s3, 45);
            return result;
        }
    }

    /// <summary>Uniform between 0 and 1, neither of which it ever is: the middles of 2^52 equal steps.</summary>
    public double Unit() => ((Bits() >> 12) + 0.5) * (1.0 / (1L << 52));

    /// <summary>A whole number from 0 to below <paramref name="n"/>, each equally likely.</summary>
    /// <param name="n">At least 1.</param>
    public int Below(int n) => (int)Below((long)n);

    /// <summary>A whole number from 0 to below <paramref name="n"/>, each equally likely.</summary>
    /// <remarks>By multiplication, with the few values rejected that would favour some numbers (Lemire 2019).</remarks>
    /// <param name="n">At least 1.</param>
    public long Below(long n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var range = (ulong)n;
        var high = Math.BigMul(Bits(), range, out var low);
        if (low < range)
        {
            var favoured = unchecked(0 - range) % range;
            while (low < favoured)
            {
                high = Math.BigMul(Bits(), range, out low);
            }
        }

        return (long)high;
    }

    /// <summary>Whether something happens that has the probability <paramref name="p"/>: never at 0, always at 1.</summary>
    /// <param name="p">From 0 to 1.</param>
    public bool Bernoulli(double p) => p is >= 0 and <= 1
        ? Unit() < p
        : throw new ArgumentOutOfRangeException(nameof(p), p, "a probability is from 0 to 1");

    /// <summary>Exponentially distributed, as the gaps of a Poisson process are; above 0.</summary>
    /// <param name="mean">Finite, above 0; in the unit wanted.</param>
    public double Exponential(double mean) => -Positive(mean, nameof(mean)) * Math.Log(Unit());

    /// <summary>Normally distributed with mean 0 and standard deviation 1, by Marsaglia's polar method.</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            var spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }

        double x, y, square;
        do
        {
            x = (2 * Unit()) - 1;
            y = (2 * Unit()) - 1;
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or 0);

        var scale = Math.Sqrt(-2 * Math.Log(square) / square);
        _spareNormal = y * scale;
        return x * scale;
    }

    /// <summary>Log-normally distributed; above 0.</summary>
    /// <param name="median">Finite, above 0; in the unit wanted.</param>
    /// <param name="sigma">Standard deviation of the logarithm; finite, from 0.</param>
    public double LogNormal(double median, double sigma) => sigma is >= 0 and < double.PositiveInfinity
        ? Positive(median, nameof(median)) * Math.Exp(sigma * Normal())
        : throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "it is finite and from 0");

    /// <summary>How many events a Poisson process has in a time in which it has <paramref name="mean"/> on average.</summary>
    /// <param name="mean">From 0 to 10^15.</param>
    public long Poisson(double mean) => PoissonSampler.Draw(this, mean);

    private static double Positive(double value, string parameter) => value is > 0 and < double.PositiveInfinity
        ? value
        : throw new ArgumentOutOfRangeException(parameter, value, "it is finite and above 0");
}
