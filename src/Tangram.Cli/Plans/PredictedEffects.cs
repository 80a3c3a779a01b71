using Tangram.Core.Profiles;
using Tangram.Planning.Neighbours;
using Tangram.Prediction;

namespace Tangram.Cli.Plans;

/// <summary>Neighbours as a predictor foretells them: what a batch takes beside one other for all its life, less 1.</summary>
/// <remarks>A variant that no profile has a signature of is taken to use nothing that segments share, so that only what was learned of the variant itself counts.</remarks>
internal sealed class PredictedEffects(ISlowdownPredictor predictor, IReadOnlyList<ProfileTable> profiles) : INeighbourEffects
{
    private readonly Dictionary<string, Signature> _signatures = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public double Added(NeighbourRunner own, NeighbourRunner other) =>
        predictor.Predict(new Colocation(RunnerOf(own), [new CoRunner(RunnerOf(other), 1)])) - 1;

    private Runner RunnerOf(NeighbourRunner neighbour)
    {
        if (!_signatures.TryGetValue(neighbour.Variant, out var signature))
        {
            _signatures.Add(neighbour.Variant, signature = SignatureChoice.Of(neighbour.Variant, profiles));
        }

        return new Runner(signature, neighbour.Batch, neighbour.Share);
    }
}
