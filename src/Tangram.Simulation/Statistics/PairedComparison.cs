namespace Tangram.Simulation.Statistics;

/// <summary>How two ways of doing something differ over replications in which both met the same arrivals.</summary>
/// <remarks>
/// Only differences within a replication are looked at, so what makes replications differ from each other, which is mostly far more, drops
/// out (common random numbers). For one thread.
/// </remarks>
public sealed class PairedComparison
{
    private readonly RunningMoments _differences = new();

    /// <summary>Replications.</summary>
    public long Count => _differences.Count;

    /// <summary>Adds a replication: what each of the two gave.</summary>
    /// <param name="first">Finite.</param>
    /// <param name="second">Finite; with the same seed.</param>
    public void Add(double first, double second) => _differences.Add(first - second);

    /// <summary>First minus second on average, with its interval; one that leaves 0 out shows that they differ.</summary>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="InvalidOperationException">There is no replication.</exception>
    public Interval Difference(double confidence) => Interval.Of(_differences, confidence);
}
