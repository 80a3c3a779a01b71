using Tangram.Prediction.Evaluation;

namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>How a model did after a change.</summary>
/// <param name="Model">The model.</param>
/// <param name="Learns">Whether it learned from each batch of the test, once it had predicted it.</param>
/// <param name="Errors">Its errors in the whole test.</param>
/// <param name="FinalError">Mean error over the last quarter of the test.</param>
/// <param name="UpdatesToFinal">Batches learned from until it was near that; null where it does not learn or never was.</param>
/// <param name="UpdatesToLinear">Batches learned from until it was near what the better of SGD and RLS ends at; null where it does not learn or never was.</param>
/// <param name="Coverage">Share of the batches whose latency was at most the bound, 0..1.</param>
/// <param name="OverTime">Up to 20 equal parts of the test, in order.</param>
internal sealed record ChangeModel(
    string Model, bool Learns, ErrorSpread Errors, double FinalError, int? UpdatesToFinal, int? UpdatesToLinear, double Coverage, IReadOnlyList<PartFigures> OverTime);
