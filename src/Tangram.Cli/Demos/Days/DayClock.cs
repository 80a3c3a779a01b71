using System.Globalization;

namespace Tangram.Cli.Demos.Days;

/// <summary>A day pressed into less time.</summary>
/// <param name="Length">How long it takes; above 0.</param>
internal sealed record DayClock(TimeSpan Length)
{
    /// <summary>How long an hour of it takes.</summary>
    public TimeSpan Hour => Length / DayCurve.Hours;

    /// <summary>Hours of the day after so much time.</summary>
    public double HourAt(TimeSpan elapsed) => elapsed / Length * DayCurve.Hours;

    /// <summary>What clocks show so many hours after the day began, such as <c>09:30</c>.</summary>
    public static string Text(double hour)
    {
        var minutes = (int)Math.Round(Math.Clamp(hour, 0, DayCurve.Hours) * 60);
        return string.Create(CultureInfo.InvariantCulture, $"{((minutes / 60) + DayCurve.FirstHour) % DayCurve.Hours:00}:{minutes % 60:00}");
    }
}
