namespace Tangram.Prediction.Evaluation;

/// <summary>What came of an evaluation.</summary>
/// <param name="Figures">Its figures.</param>
/// <param name="Sample">Some of the batches tested on, evenly spaced, in order; all where they are few.</param>
/// <param name="Errors">|predicted − actual| / actual latency of each batch tested on, in order, to sum up in other ways and to compare batch by batch.</param>
public sealed record EvaluationResult(ModelFigures Figures, IReadOnlyList<PredictedBatch> Sample, IReadOnlyList<double> Errors);
