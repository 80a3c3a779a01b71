using Tangram.Simulation.Randomness;

namespace Tangram.Cli.Reproductions.Queries;

/// <summary>How large queries are: log-normal, up to a largest [R]; median and spread are those that the planner <c>paris</c> has unless told otherwise [N].</summary>
internal static class QuerySizes
{
    /// <summary>The largest batch of a query [R].</summary>
    public const int Largest = 32;

    /// <summary>The median of the distribution before it is cut off [N].</summary>
    public const double Median = 8;

    /// <summary>The deviation of its logarithm [N].</summary>
    public const double Sigma = 0.9;

    private static readonly double[] Sums = [.. Cumulative()];

    /// <summary>The distribution in words.</summary>
    public static string Words { get; } = FormattableString.Invariant($"log-normal, median {Median}, deviation {Sigma}, up to {Largest}");

    /// <summary>The share of queries with each batch size, from 1; they add up to 1.</summary>
    public static IReadOnlyList<double> Shares { get; } = [.. Sums.Select((sum, i) => sum - (i == 0 ? 0 : Sums[i - 1]))];

    /// <summary>The size that 95 % of the queries do not exceed.</summary>
    public static int P95 { get; } = Array.FindIndex(Sums, s => s >= 0.95) + 1;

    /// <summary>Draws a size, from 1 to <see cref="Largest"/>.</summary>
    public static int Draw(RandomStream stream)
    {
        var at = Array.BinarySearch(Sums, stream.Unit());
        return Math.Min(Largest, (at >= 0 ? at : ~at) + 1);
    }

    private static IEnumerable<double> Cumulative()
    {
        var weights = Enumerable.Range(1, Largest).Select(b => Math.Exp(-Math.Pow(Math.Log(b / Median) / Sigma, 2) / 2) / b).ToList();
        var (sum, all) = (0.0, weights.Sum());
        foreach (var weight in weights)
        {
            sum += weight / all;
            yield return sum;
        }
    }
}
