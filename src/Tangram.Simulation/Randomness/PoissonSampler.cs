namespace Tangram.Simulation.Randomness;

/// <summary>Draws from the Poisson distribution itself, not from a normal one near it, in a time that does not grow with the mean.</summary>
/// <remarks>
/// Below a mean of 10 by multiplication of uniform numbers (Knuth); from there by transformed rejection (Hörmann 1993, "The transformed rejection
/// method for generating Poisson random variables", algorithm PTRS). The probabilities it accepts by are computed by deviance (Loader 2000, "Fast and
/// accurate computation of binomial probabilities"), since with large means the terms of the plain formula cancel and leave no digit.
/// </remarks>
internal static class PoissonSampler
{
    /// <summary>Above it neighbouring counts could no longer be told apart.</summary>
    public const double LargestMean = 1e15;

    private const double RejectionFrom = 10;

    // ln(n!) − Stirling's formula, for n from 0 to 15; the series takes over from there.
    private static readonly double[] SmallStirlingErrors = [.. Enumerable.Range(0, 16).Select(Exactly)];

    /// <summary>Draws a count.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mean"/> is not from 0 to <see cref="LargestMean"/>.</exception>
    public static long Draw(RandomStream stream, double mean) => mean switch
    {
        >= 0 and < RejectionFrom => Multiply(stream, mean),
        >= RejectionFrom and <= LargestMean => Reject(stream, mean),
        _ => throw new ArgumentOutOfRangeException(nameof(mean), mean, FormattableString.Invariant($"it is from 0 to {LargestMean}")),
    };

    /// <summary>The natural logarithm of the probability of <paramref name="count"/>, from 0, where the mean is above 0.</summary>
    public static double LogProbability(long count, double mean) => count == 0
        ? -mean
        : -StirlingError(count) - Deviance(count, mean) - (0.5 * Math.Log(2 * Math.PI * count));

    private static long Multiply(RandomStream stream, double mean)
    {
        var limit = Math.Exp(-mean);
        var count = 0L;
        for (var product = stream.Unit(); product > limit; product *= stream.Unit())
        {
            count++;
        }

        return count;
    }

    private static long Reject(RandomStream stream, double mean)
    {
        var b = 0.931 + (2.53 * Math.Sqrt(mean));
        var a = -0.059 + (0.02483 * b);
        var inverseAlpha = 1.1239 + (1.1328 / (b - 3.4));
        var quick = 0.9277 - (3.6224 / (b - 2));
        while (true)
        {
            var u = stream.Unit() - 0.5;
            var v = stream.Unit();
            var us = 0.5 - Math.Abs(u);
            var k = Math.Floor((((2 * a / us) + b) * u) + mean + 0.43);
            if (us >= 0.07 && v <= quick)
            {
                return (long)k;
            }

            if (k < 0 || k > 4 * LargestMean || (us < 0.013 && v > us))
            {
                continue;
            }

            if (Math.Log(v * inverseAlpha / ((a / (us * us)) + b)) <= LogProbability((long)k, mean))
            {
                return (long)k;
            }
        }
    }

    // k·ln(k/mean) + mean − k, without the cancellation.
    private static double Deviance(double k, double mean)
    {
        if (Math.Abs(k - mean) >= 0.1 * (k + mean))
        {
            return (k * Math.Log(k / mean)) + mean - k;
        }

        var v = (k - mean) / (k + mean);
        var sum = (k - mean) * v;
        var term = 2 * k * v;
        for (var j = 3; ; j += 2)
        {
            term *= v * v;
            var next = sum + (term / j);
            if (next.Equals(sum))
            {
                return sum;
            }

            sum = next;
        }
    }

    private static double StirlingError(long n)
    {
        if (n < SmallStirlingErrors.Length)
        {
            return SmallStirlingErrors[n];
        }

        var square = (double)n * n;
        return ((1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (1.0 / 1680 / square)) / square)) / square)) / n;
    }

    private static double Exactly(int n)
    {
        var logFactorial = Enumerable.Range(1, n).Sum(i => Math.Log(i));
        return n == 0 ? 0 : logFactorial - ((n + 0.5) * Math.Log(n)) + n - (0.5 * Math.Log(2 * Math.PI));
    }
}
