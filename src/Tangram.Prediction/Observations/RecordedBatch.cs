using Tangram.Core.Time;

namespace Tangram.Prediction.Observations;

/// <summary>A batch that ran, and when.</summary>
/// <param name="Batch">Its identifier, unique within a recording.</param>
/// <param name="Own">What ran.</param>
/// <param name="SoloMilliseconds">How long it takes alone, and was expected to; above 0.</param>
/// <param name="Started">When it started, on the recording's time line.</param>
/// <param name="Ended">When it ended; after <paramref name="Started"/>.</param>
public sealed record RecordedBatch(string Batch, Runner Own, double SoloMilliseconds, Instant Started, Instant Ended);
