namespace Tangram.Prediction.Evaluation;

/// <summary>A batch that was tested on.</summary>
/// <param name="Predicted">The slowdown predicted.</param>
/// <param name="Actual">The slowdown that it had.</param>
public readonly record struct PredictedBatch(double Predicted, double Actual);
