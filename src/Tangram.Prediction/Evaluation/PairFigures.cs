namespace Tangram.Prediction.Evaluation;

/// <summary>How good the predictions of one variant beside another were.</summary>
/// <param name="Variant">The variant of the batches.</param>
/// <param name="CoVariant">One that ran beside them, alone or with others; null for batches that ran alone.</param>
/// <param name="Rows">Batches; one beside several variants counts for each.</param>
/// <param name="MeanAbsoluteRelativeError">As for <see cref="ErrorFigures"/>.</param>
/// <param name="Coverage">As for <see cref="ErrorFigures"/>.</param>
/// <param name="MeanBoundRatio">As for <see cref="ErrorFigures"/>.</param>
public sealed record PairFigures(string Variant, string? CoVariant, int Rows, double MeanAbsoluteRelativeError, double Coverage, double MeanBoundRatio)
    : ErrorFigures(Rows, MeanAbsoluteRelativeError, Coverage, MeanBoundRatio);
