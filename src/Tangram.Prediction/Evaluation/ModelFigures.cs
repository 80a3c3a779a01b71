namespace Tangram.Prediction.Evaluation;

/// <summary>How good a model with a signal was on the batches it was tested on.</summary>
/// <param name="Model">The model, as the user wrote it.</param>
/// <param name="Signal">The signal, as the user wrote it.</param>
/// <param name="Rows">Batches tested on.</param>
/// <param name="MeanAbsoluteRelativeError">Mean of |predicted − actual| / actual latency; at least 0.</param>
/// <param name="P95AbsoluteRelativeError">The smallest that at least 95 % of these errors do not exceed.</param>
/// <param name="Coverage">Share of the batches whose latency was at most the bound, from 0 to 1.</param>
/// <param name="MeanBoundRatio">Mean of bound / actual latency; above 0. Less at the same coverage is a better bound.</param>
/// <param name="UpdatesToConverge">
/// Batches learned from until the mean error of all predictions so far, each made before learning from its batch, stays within a tenth of what it ends at;
/// null for a model that is fitted once.
/// </param>
/// <param name="ByPair">By the variant and what ran beside it; by name.</param>
/// <param name="ByBatch">By the size of the batch, ascending.</param>
/// <param name="OverTime">Up to 20 equal parts of the test, in order.</param>
/// <param name="Learning">Up to 20 equal parts of the training, each batch predicted before it was learned from; empty for a model that is fitted once.</param>
public sealed record ModelFigures(
    string Model,
    string Signal,
    int Rows,
    double MeanAbsoluteRelativeError,
    double P95AbsoluteRelativeError,
    double Coverage,
    double MeanBoundRatio,
    int? UpdatesToConverge,
    IReadOnlyList<PairFigures> ByPair,
    IReadOnlyList<BatchFigures> ByBatch,
    IReadOnlyList<PartFigures> OverTime,
    IReadOnlyList<PartFigures> Learning);
