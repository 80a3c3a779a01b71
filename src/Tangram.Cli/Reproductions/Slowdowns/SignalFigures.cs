namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>How wrong a model was with a signal.</summary>
/// <param name="Model">The model.</param>
/// <param name="Signal">The signal.</param>
/// <param name="IsKnownAtStart">Whether the signal says at a batch's start what it says at its end.</param>
/// <param name="All">On all batches tested on.</param>
/// <param name="Changed">On those whose co-location changed while they ran; null where there is none.</param>
internal sealed record SignalFigures(string Model, string Signal, bool IsKnownAtStart, ErrorSpread All, ErrorSpread? Changed);
