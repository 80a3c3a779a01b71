namespace Tangram.Prediction.Evaluation;

/// <summary>How good the predictions of batches that followed each other were.</summary>
/// <param name="From">Batches before, those trained on first and then those tested on; at least 0.</param>
/// <param name="Rows">Batches.</param>
/// <param name="MeanAbsoluteRelativeError">As for <see cref="ErrorFigures"/>.</param>
/// <param name="Coverage">As for <see cref="ErrorFigures"/>.</param>
/// <param name="MeanBoundRatio">As for <see cref="ErrorFigures"/>.</param>
public sealed record PartFigures(int From, int Rows, double MeanAbsoluteRelativeError, double Coverage, double MeanBoundRatio)
    : ErrorFigures(Rows, MeanAbsoluteRelativeError, Coverage, MeanBoundRatio);
