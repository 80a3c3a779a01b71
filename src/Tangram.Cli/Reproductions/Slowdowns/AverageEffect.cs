namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>What a moving average does for a model, on batches whose co-location changed while they ran.</summary>
/// <param name="Model">The model.</param>
/// <param name="Signal">The moving average with which it is wrong by least.</param>
/// <param name="Lowers">The signal <c>static</c> against that.</param>
/// <param name="Leaves">That against exact overlap.</param>
internal sealed record AverageEffect(string Model, string Signal, PairedErrors Lowers, PairedErrors Leaves);
