using System.Globalization;

namespace Tangram.Planning.Exact;

/// <summary>Writes figures for people, rounded to the side on which a suggestion still holds.</summary>
internal static class Figures
{
    private const int Digits = 4;

    /// <summary>As it is, as far as anybody wants to read.</summary>
    public static string Exact(double value) => value.ToString("#,0.######", CultureInfo.InvariantCulture);

    /// <summary>At most four digits, rounded up.</summary>
    public static string Ceiling(double value) => Round(value, Math.Ceiling);

    /// <summary>At most four digits, rounded down.</summary>
    public static string Floor(double value) => Round(value, Math.Floor);

    private static string Round(double value, Func<double, double> round)
    {
        if (value == 0)
        {
            return "0";
        }

        // Whole numbers keep all their digits. Decimal arithmetic, so that 0.87 does not become 0.8699.
        var decimals = Math.Clamp(Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 12);
        var unit = Math.Pow(10, decimals);
        var scaled = value * unit;
        var nearest = Math.Round(scaled);
        var rounded = Math.Abs(scaled - nearest) < 1e-6 ? nearest : round(scaled);
        return (rounded / unit).ToString("#,0.############", CultureInfo.InvariantCulture);
    }
}
