namespace Tangram.Protocol.OpenInference.Models;

/// <summary>Batches of one size.</summary>
/// <param name="BatchSize">Items in each.</param>
/// <param name="ComputeInput">Moving inputs to the model.</param>
/// <param name="ComputeInfer">Inference.</param>
/// <param name="ComputeOutput">Moving outputs from the model.</param>
public sealed record BatchStatistic(int BatchSize, DurationStatistic ComputeInput, DurationStatistic ComputeInfer, DurationStatistic ComputeOutput);
