namespace Tangram.Cli.Demos.Days;

/// <summary>The demand over the hours of a day, over that of its peak: a morning that fills, full demand until evening with a dip at one, a quiet night [N].</summary>
/// <remarks>Half cosines between turning points, so that nothing jumps. The smallest is a quarter of the largest. It begins at six, so that the night is in one piece.</remarks>
internal static class DayCurve
{
    /// <summary>Hours of a day.</summary>
    public const int Hours = 24;

    /// <summary>The hour that clocks show when the day begins.</summary>
    public const int FirstHour = 6;

    private const int StepsPerHour = 60;

    private static readonly (double Hour, double Share)[] Turns = [(0, 0.3), (4, 1), (6, 1), (7, 0.7), (8.5, 1), (10.5, 1), (15, 0.25), (24, 0.25)];

    /// <summary>The mean over the day.</summary>
    public static double Mean { get; } = Enumerable.Range(0, Hours * StepsPerHour).Average(i => At((i + 0.5) / StepsPerHour));

    /// <summary>The demand at an hour over that of the peak, from 0.25 to 1.</summary>
    /// <param name="hour">Hours since the day began, from 0 to 24.</param>
    public static double At(double hour)
    {
        var after = Array.FindIndex(Turns, t => t.Hour > hour);
        var next = after < 0 ? Turns.Length - 1 : Math.Max(1, after);
        var (from, to) = (Turns[next - 1], Turns[next]);
        var phase = Math.PI * (hour - from.Hour) / (to.Hour - from.Hour);
        return from.Share + ((to.Share - from.Share) * (1 - Math.Cos(phase)) / 2);
    }
}
