namespace Tangram.Cli.Demos.Days;

/// <summary>The demand over the hours of a day, over that of its peak: a quiet night, a morning and an afternoon of full demand with a dip at noon, an evening that fades [N].</summary>
/// <remarks>Half cosines between turning points, so that nothing jumps. The smallest is a quarter of the largest.</remarks>
internal static class DayCurve
{
    /// <summary>Hours of a day.</summary>
    public const int Hours = 24;

    private const int StepsPerHour = 60;

    private static readonly (double Hour, double Share)[] Turns = [(0, 0.25), (5, 0.25), (10, 1), (12, 1), (13, 0.7), (14.5, 1), (16.5, 1), (22, 0.25), (24, 0.25)];

    /// <summary>The mean over the day.</summary>
    public static double Mean { get; } = Enumerable.Range(0, Hours * StepsPerHour).Average(i => At((i + 0.5) / StepsPerHour));

    /// <summary>The demand at an hour over that of the peak, from 0.25 to 1.</summary>
    /// <param name="hour">From 0 to 24.</param>
    public static double At(double hour)
    {
        var after = Array.FindIndex(Turns, t => t.Hour > hour);
        var next = after < 0 ? Turns.Length - 1 : Math.Max(1, after);
        var (from, to) = (Turns[next - 1], Turns[next]);
        var phase = Math.PI * (hour - from.Hour) / (to.Hour - from.Hour);
        return from.Share + ((to.Share - from.Share) * (1 - Math.Cos(phase)) / 2);
    }
}
