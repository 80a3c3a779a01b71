namespace Tangram.Prediction.Evaluation;

/// <summary>How good the predictions of some batches were.</summary>
/// <param name="Rows">Batches; at least 1.</param>
/// <param name="MeanAbsoluteRelativeError">Mean of |predicted − actual| / actual latency; at least 0.</param>
/// <param name="Coverage">Share of the batches whose latency was at most the bound, from 0 to 1.</param>
/// <param name="MeanBoundRatio">Mean of bound / actual latency; above 0. Less at the same coverage is a better bound.</param>
public abstract record ErrorFigures(int Rows, double MeanAbsoluteRelativeError, double Coverage, double MeanBoundRatio);
