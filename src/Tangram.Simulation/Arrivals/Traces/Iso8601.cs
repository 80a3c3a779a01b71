using System.Globalization;

namespace Tangram.Simulation.Arrivals.Traces;

/// <summary>Times as ISO 8601 writes them: <c>2023-11-16T18:17:03.97996Z</c>, also with a space, without a fraction, with another offset or none, which is UTC.</summary>
internal static class Iso8601
{
    private const string Format = "yyyy-MM-dd HH:mm:ss.FFFFFFFK";
    private const int LongestText = 64;
    private const int TimeAt = 10;
    private const int FractionAt = 19;
    private const int MostFractionDigits = 7;

    /// <summary>Reads a time as UTC in ticks of the calendar; digits beyond 100 ns are left out.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text.Length > LongestText)
        {
            return false;
        }

        Span<char> copy = stackalloc char[LongestText];
        var length = 0;
        var digits = -1;
        for (var i = 0; i < text.Length; i++)
        {
            digits = i == FractionAt && text[i] == '.' ? 0 : digits >= 0 && char.IsAsciiDigit(text[i]) ? digits + 1 : -1;
            if (digits <= MostFractionDigits)
            {
                copy[length++] = i == TimeAt && text[i] == 'T' ? ' ' : text[i];
            }
        }

        if (!DateTimeOffset.TryParseExact(copy[..length], Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return false;
        }

        ticks = time.UtcTicks;
        return true;
    }

    /// <summary>Writes such a time.</summary>
    public static string Write(long ticks) => new DateTime(ticks, DateTimeKind.Utc).ToString(Format, CultureInfo.InvariantCulture);
}
