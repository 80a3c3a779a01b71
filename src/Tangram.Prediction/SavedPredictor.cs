using Tangram.Core.Files;

namespace Tangram.Prediction;

/// <summary>A fitted predictor as a file holds it.</summary>
/// <param name="Version">The format's version.</param>
/// <param name="Model">The predictor's name in the catalogue, with its settings.</param>
/// <param name="Signal">The signal's name in the catalogue, with its settings: how co-runners counted in what it learned from.</param>
/// <param name="Batches">Batches that it learned from; at least 1.</param>
/// <param name="State">What it learned.</param>
public sealed record SavedPredictor(int Version, string Model, string Signal, int Batches, PredictorState State) : IVersioned
{
    /// <summary>The predictor, as it was when it was saved.</summary>
    /// <exception cref="ArgumentException">There is no such predictor; the message lists those there are.</exception>
    /// <exception cref="FormatException">A setting is not known to it, or the state is another predictor's or not complete.</exception>
    public ISlowdownPredictor Restore()
    {
        var predictor = PredictorCatalog.Predictors.Create(Model);
        predictor.Restore(State);
        return predictor;
    }
}
