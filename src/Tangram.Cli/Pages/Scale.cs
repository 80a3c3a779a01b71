using System.Globalization;

namespace Tangram.Cli.Pages;

/// <summary>Maps values to pixels along an axis.</summary>
/// <param name="least">Value at the beginning.</param>
/// <param name="most">Value at the end; above <paramref name="least"/>.</param>
/// <param name="from">Pixel of the beginning.</param>
/// <param name="to">Pixel of the end.</param>
/// <param name="isLogarithmic">Whether equal ratios, not differences, are equally far apart.</param>
internal sealed class Scale(double least, double most, double from, double to, bool isLogarithmic = false)
{
    /// <summary>The pixel of a value.</summary>
    public double At(double value) => from + ((to - from) * (Position(value) - Position(least)) / (Position(most) - Position(least)));

    /// <summary>Round values to label, at most about as many as asked for.</summary>
    public IEnumerable<double> Ticks(int count)
    {
        if (isLogarithmic)
        {
            var dense = Enumerable.Range(-6, 16).SelectMany(e => new[] { 1.0, 2, 5 }.Select(d => d * Math.Pow(10, e))).Where(v => v >= least && v <= most).ToList();
            return dense.Count >= 3 ? dense : Round(count);
        }

        return Round(count);
    }

    /// <summary>A tick as text.</summary>
    public static string Label(double tick) => tick.ToString("#,0.####", CultureInfo.InvariantCulture);

    private IEnumerable<double> Round(int count)
    {
        var rough = (most - least) / count;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * (rough / power <= 1 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10);
        for (var i = Math.Ceiling(least / step); i * step <= most + (step * 1e-9); i++)
        {
            yield return i * step;
        }
    }

    private double Position(double value) => isLogarithmic ? Math.Log(value) : value;
}
