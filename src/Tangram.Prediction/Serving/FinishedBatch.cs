using Tangram.Prediction.Bounds;
using Tangram.Prediction.Observations;

namespace Tangram.Prediction.Serving;

/// <summary>A batch that ended, and what had been foretold for it.</summary>
/// <param name="Observation">What was observed.</param>
/// <param name="Forecast">What was foretold when it started.</param>
public sealed record FinishedBatch(Observation Observation, SlowdownForecast Forecast);
