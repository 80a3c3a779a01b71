namespace Tangram.Prediction;

/// <summary>A batch that runs, as far as the slowdown of batches depends on it.</summary>
/// <param name="Signature">Its variant and what that takes.</param>
/// <param name="Batch">Items in it; at least 1.</param>
/// <param name="Share">Share of the device that it runs on; above 0, at most 1.</param>
public readonly record struct Runner(Signature Signature, int Batch, double Share);
