namespace Tangram.Planning;

/// <summary>How far rounding may carry a figure before it counts as a difference.</summary>
internal static class Tolerance
{
    /// <summary>For products of relative accuracies.</summary>
    public const double Accuracy = 1e-9;

    /// <summary>For latencies, in milliseconds.</summary>
    public const double Milliseconds = 1e-6;

    /// <summary>For rates and throughputs, relative.</summary>
    public const double Rate = 1e-9;

    /// <summary>Whether <paramref name="throughput"/> carries <paramref name="rate"/>; both in items per second.</summary>
    public static bool Covers(double throughput, double rate) => throughput >= rate * (1 - Rate);
}
