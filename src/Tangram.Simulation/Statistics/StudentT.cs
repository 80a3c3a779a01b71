namespace Tangram.Simulation.Statistics;

/// <summary>Student's t distribution.</summary>
public static class StudentT
{
    // From there on the expansion leaves out less than 1e-8.
    private const int ExpansionFrom = 400;

    /// <summary>The value that is not exceeded with a probability; accurate to 1e-6 for probabilities from 1e-6 to 1 − 1e-6, relatively where it is above 1.</summary>
    /// <param name="degrees">Degrees of freedom; from 1.</param>
    /// <param name="probability">Between 0 and 1.</param>
    public static double Quantile(long degrees, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        return probability switch
        {
            0.5 => 0,
            > 0 and < 0.5 => -Upper(degrees, probability),
            > 0.5 and < 1 => Upper(degrees, 1 - probability),
            _ => throw new ArgumentOutOfRangeException(nameof(probability), probability, "a probability is between 0 and 1"),
        };
    }

    // Where the upper tail, below a half, begins.
    private static double Upper(long degrees, double tail) => degrees switch
    {
        1 => 1 / Math.Tan(Math.PI * tail),
        2 => (1 - (2 * tail)) * Math.Sqrt(1 / (2 * tail * (1 - tail))),
        >= ExpansionFrom => Expansion(degrees, -StandardNormal.Quantile(tail)),
        _ => Math.Sqrt(degrees) * Math.Tan(Angle((int)degrees, 1 - (2 * tail))),
    };

    // With t = √degrees·tan(angle) the inside probability grows from 0 to 1 over a quarter turn, which is halved until no number lies between.
    private static double Angle(int degrees, double inside)
    {
        var (low, high) = (0.0, Math.PI / 2);
        for (var middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2)
        {
            (low, high) = Inside(degrees, middle) < inside ? (middle, high) : (low, middle);
        }

        return low;
    }

    // The probability of |t| ≤ √degrees·tan(angle): finite sums for whole degrees (Abramowitz and Stegun 26.7.3, 26.7.4).
    private static double Inside(int degrees, double angle)
    {
        var (sine, cosine) = Math.SinCos(angle);
        var isOdd = degrees % 2 == 1;
        var term = isOdd ? cosine : 1;
        var sum = term;
        for (var k = isOdd ? 3 : 2; k < degrees; k += 2)
        {
            term *= cosine * cosine * (k - 1) / k;
            sum += term;
        }

        return isOdd ? (angle + (sine * sum)) * 2 / Math.PI : sine * sum;
    }

    // Abramowitz and Stegun 26.7.5.
    private static double Expansion(double n, double z)
    {
        var z2 = z * z;
        var g1 = z * (z2 + 1) / 4;
        var g2 = z * ((((5 * z2) + 16) * z2) + 3) / 96;
        var g3 = z * ((((((3 * z2) + 19) * z2) + 17) * z2) - 15) / 384;
        var g4 = z * ((((((((79 * z2) + 776) * z2) + 1482) * z2) - 1920) * z2) - 945) / 92160;
        return z + ((g1 + ((g2 + ((g3 + (g4 / n)) / n)) / n)) / n);
    }
}
