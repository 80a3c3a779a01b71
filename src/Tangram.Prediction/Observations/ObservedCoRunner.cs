using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Observations;

/// <summary>What ran beside a batch, and when.</summary>
/// <param name="Runner">What ran.</param>
/// <param name="Presence">When, within the batch's life.</param>
public sealed record ObservedCoRunner(Runner Runner, Presence Presence);
