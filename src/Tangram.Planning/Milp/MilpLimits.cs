namespace Tangram.Planning.Milp;

/// <summary>When a solver may stop.</summary>
/// <param name="Time">Longest it may take; above zero.</param>
/// <param name="Gap">How far the solution may be from the proven bound, relative; at least 0.</param>
public sealed record MilpLimits(TimeSpan Time, double Gap)
{
    /// <summary>Longest it may take; above zero.</summary>
    public TimeSpan Time { get; init => field = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "is not a time above zero"); } = Time;

    /// <summary>How far the solution may be from the proven bound, relative; at least 0.</summary>
    public double Gap { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "is not a number of at least 0"); } = Gap;
}
