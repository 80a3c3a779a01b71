namespace Tangram.Prediction;

/// <summary>What a predictor has learned, as plain numbers.</summary>
/// <param name="Predictor">The predictor's name in the catalogue.</param>
/// <param name="Variants">The variants it has met, in the order of what it keeps for each.</param>
/// <param name="Numbers">What it keeps, by name; all finite.</param>
public sealed record PredictorState(string Predictor, IReadOnlyList<string> Variants, IReadOnlyDictionary<string, IReadOnlyList<double>> Numbers);
