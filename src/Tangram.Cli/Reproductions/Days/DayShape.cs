using Tangram.Simulation.Randomness;

namespace Tangram.Cli.Reproductions.Days;

/// <summary>The demand over a day of 288 points of five minutes [P for the points, N for the shape].</summary>
/// <remarks>
/// JigsawServe scales a Twitter trace; it is not here, so the shape is a formula with its high and low points where the paper has them: half a cosine from the trough
/// (point 210, in the middle of 180-240) up to the peak (point 125, in the middle of 100-150), half a cosine down again, and noise at each point. The largest of the day's points is 1.
/// </remarks>
internal static class DayShape
{
    /// <summary>Five-minute points of a day [P].</summary>
    public const int Points = 288;

    /// <summary>The point of the highest demand [N].</summary>
    public const int Peak = 125;

    /// <summary>The point of the lowest [N].</summary>
    public const int Trough = 210;

    /// <summary>Demand at the trough over that at the peak, without noise [N].</summary>
    public const double Least = 0.25;

    /// <summary>Deviation of the logarithm of the noise [N].</summary>
    public const double Noise = 0.05;

    /// <summary>The shape in words.</summary>
    public static string Words { get; } = FormattableString.Invariant(
        $"half cosines between {Least} at point {Trough} and 1 at point {Peak}, log-normal noise of {Noise} at each point, scaled so that the highest point is 1");

    /// <summary>The demand at each point, above 0; the highest is 1.</summary>
    /// <param name="stream">Draws the noise.</param>
    public static IReadOnlyList<double> Of(RandomStream stream)
    {
        var noisy = Enumerable.Range(0, Points).Select(p => Smooth(p) * stream.LogNormal(1, Noise)).ToList();
        var highest = noisy.Max();
        return [.. noisy.Select(d => d / highest)];
    }

    /// <summary>The demand at a point without noise, from <see cref="Least"/> to 1.</summary>
    public static double Smooth(int point)
    {
        // The way down is short and the way up is long.
        const int Down = Trough - Peak;
        var sincePeak = (point - Peak + Points) % Points;
        var phase = sincePeak <= Down ? Math.PI * sincePeak / Down : Math.PI + (Math.PI * (sincePeak - Down) / (Points - Down));
        return Least + ((1 - Least) * (1 + Math.Cos(phase)) / 2);
    }

    /// <summary>So many points, evenly spaced over the day, always the middle of their stretch.</summary>
    /// <param name="count">From 1 to <see cref="Points"/>.</param>
    public static IReadOnlyList<int> Sample(int count) => [.. Enumerable.Range(0, count).Select(i => (int)(((2L * i) + 1) * Points / (2L * count)))];
}
