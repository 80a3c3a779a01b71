namespace Tangram.Control.Tests;

/// <summary>Counts of a Poisson stream, from a seed.</summary>
internal sealed class Poisson(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>How many come where <paramref name="mean"/> are expected: as many gaps, exponentially long, as fit.</summary>
    public long Draw(double mean)
    {
        var count = 0L;
        for (var time = Gap(); time < mean; time += Gap())
        {
            count++;
        }

        return count;
    }

    private double Gap() => -Math.Log(1 - _random.NextDouble());
}
