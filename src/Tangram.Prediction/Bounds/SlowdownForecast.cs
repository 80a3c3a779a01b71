namespace Tangram.Prediction.Bounds;

/// <summary>A predicted slowdown and what it does not exceed as often as was asked for.</summary>
/// <param name="Expected">The expected slowdown.</param>
/// <param name="Bound">The upper bound at the coverage asked for; at least <paramref name="Expected"/> in the long run, but not by construction.</param>
public readonly record struct SlowdownForecast(double Expected, double Bound);
