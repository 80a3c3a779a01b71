namespace Tangram.Prediction.Evaluation;

/// <summary>What came of an evaluation.</summary>
/// <param name="Figures">Its figures.</param>
/// <param name="Sample">Some of the batches tested on, evenly spaced, in order; all where they are few.</param>
public sealed record EvaluationResult(ModelFigures Figures, IReadOnlyList<PredictedBatch> Sample);
