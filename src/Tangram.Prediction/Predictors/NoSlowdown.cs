using Tangram.Core.Catalogs;

namespace Tangram.Prediction.Predictors;

/// <summary>Nothing disturbs anything: the slowdown is 1.</summary>
public sealed class NoSlowdown : ISlowdownPredictor, ICatalogued<NoSlowdown, ISlowdownPredictor>
{
    /// <inheritdoc/>
    public static string Name => "none";

    /// <inheritdoc/>
    public static string Description => "batches do not disturb each other";

    /// <inheritdoc/>
    public bool LearnsOnline => false;

    /// <inheritdoc/>
    public static ISlowdownPredictor Create(Settings settings) => new NoSlowdown();

    /// <inheritdoc/>
    public double Predict(in Colocation colocation) => 1;

    /// <inheritdoc/>
    public void Observe(in Colocation colocation, double slowdown)
    {
    }

    /// <inheritdoc/>
    public ISlowdownPredictor Copy() => this;

    /// <inheritdoc/>
    public PredictorState Save() => new(Name, [], new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal));

    /// <inheritdoc/>
    public void Restore(PredictorState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!string.Equals(state.Predictor, Name, StringComparison.Ordinal))
        {
            throw new FormatException($"predictor: was saved by '{state.Predictor}', this is '{Name}'");
        }
    }
}
