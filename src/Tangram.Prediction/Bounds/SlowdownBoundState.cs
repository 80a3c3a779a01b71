namespace Tangram.Prediction.Bounds;

/// <summary>What a bound and its predictor have learned, as plain numbers.</summary>
/// <param name="Coverage">The coverage that it was learned for.</param>
/// <param name="Predictor">What its predictor has learned.</param>
/// <param name="Numbers">What it keeps itself, by name; all finite.</param>
public sealed record SlowdownBoundState(double Coverage, PredictorState Predictor, IReadOnlyDictionary<string, IReadOnlyList<double>> Numbers);
