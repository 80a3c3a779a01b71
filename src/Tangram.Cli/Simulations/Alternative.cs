using Tangram.Prediction.Serving;
using Tangram.Scheduling;

namespace Tangram.Cli.Simulations;

/// <summary>What decides in a simulation.</summary>
/// <param name="Name">As the user wrote it, or all of it.</param>
/// <param name="Policies">The policies.</param>
/// <param name="Prediction">What tells them of slowdowns.</param>
internal sealed record Alternative(string Name, PolicyChoice Policies, PredictionChoice Prediction);
