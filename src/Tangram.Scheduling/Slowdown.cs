namespace Tangram.Scheduling;

/// <summary>How many times longer than profiled a batch is expected to run on a segment beside what else runs, and what that does not exceed as often as was asked for.</summary>
/// <remarks>In whole thousandths, so that equal figures give equal times on every machine and in every log.</remarks>
/// <param name="ExpectedPerMille">A thousand times the expected slowdown, from 100 to 1,000,000.</param>
/// <param name="BoundPerMille">A thousand times its upper bound, from 100 to 1,000,000.</param>
public readonly record struct Slowdown(int ExpectedPerMille, int BoundPerMille)
{
    internal const int Least = 100;
    internal const int Most = 1_000_000;

    /// <summary>Batches run as long as profiled.</summary>
    public static Slowdown None { get; } = new(1000, 1000);

    /// <summary>A slowdown by its factors, each taken to the nearest thousandth from 0.1 to 1000.</summary>
    public static Slowdown Of(double expected, double bound) => new(PerMille(expected), PerMille(bound));

    /// <summary>A profiled time as it is expected to be.</summary>
    public TimeSpan Expected(TimeSpan profiled) => new(ExpectedTicks(profiled.Ticks));

    /// <summary>The upper bound of a profiled time.</summary>
    public TimeSpan Bound(TimeSpan profiled) => new(BoundTicks(profiled.Ticks));

    internal long ExpectedTicks(long profiled) => ExpectedPerMille == 1000 ? profiled : profiled * ExpectedPerMille / 1000;

    internal long BoundTicks(long profiled) => BoundPerMille == 1000 ? profiled : profiled * BoundPerMille / 1000;

    private static int PerMille(double factor) => double.IsNaN(factor) ? 1000 : (int)Math.Round(Math.Clamp(factor * 1000, Least, Most));
}
