namespace Tangram.Prediction.Evaluation;

/// <summary>How good the predictions of batches of one size were.</summary>
/// <param name="Batch">Items in a batch; at least 1.</param>
/// <param name="Rows">Batches.</param>
/// <param name="MeanAbsoluteRelativeError">As for <see cref="ErrorFigures"/>.</param>
/// <param name="Coverage">As for <see cref="ErrorFigures"/>.</param>
/// <param name="MeanBoundRatio">As for <see cref="ErrorFigures"/>.</param>
public sealed record BatchFigures(int Batch, int Rows, double MeanAbsoluteRelativeError, double Coverage, double MeanBoundRatio)
    : ErrorFigures(Rows, MeanAbsoluteRelativeError, Coverage, MeanBoundRatio);
