namespace Tangram.Prediction.Bounds;

/// <summary>A predicted slowdown and what it does not exceed as often as was asked for.</summary>
/// <param name="Expected">The expected slowdown.</param>
/// <param name="Bound">The upper bound at the coverage asked for; at least <paramref name="Expected"/> in the long run, but not by construction.</param>
public readonly record struct SlowdownForecast(double Expected, double Bound)
{
    /// <summary>The same with less trust in it.</summary>
    /// <param name="trust">What the logarithms of both count, from 0, where nothing is foretold, to 1.</param>
    public SlowdownForecast Faded(double trust) => new(Math.Pow(Expected, trust), Math.Pow(Bound, trust));
}
