namespace Tangram.Planning.Milp;

/// <summary>When a solver may stop.</summary>
/// <param name="Time">Longest it may take; above zero.</param>
/// <param name="Gap">How far the solution may be from the proven bound, relative; at least 0.</param>
public sealed record MilpLimits(TimeSpan Time, double Gap)
{
    /// <summary>Longest it may take; above zero.</summary>
    public TimeSpan Time { get; init => field = AboveZero(value); } = AboveZero(Time);

    /// <summary>How far the solution may be from the proven bound, relative; at least 0.</summary>
    public double Gap { get; init => field = AtLeastZero(value); } = AtLeastZero(Gap);

    private static TimeSpan AboveZero(TimeSpan time) => time > TimeSpan.Zero ? time : throw new ArgumentOutOfRangeException(nameof(time), time, "is not a time above zero");

    private static double AtLeastZero(double gap) => gap >= 0 ? gap : throw new ArgumentOutOfRangeException(nameof(gap), gap, "is not a number of at least 0");
}
