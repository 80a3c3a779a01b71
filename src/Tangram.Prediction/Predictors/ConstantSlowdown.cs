using Tangram.Core.Catalogs;
using Tangram.Prediction.Numerics;

namespace Tangram.Prediction.Predictors;

/// <summary>Every batch is slowed down as batches were on average; 1 before the first.</summary>
public sealed class ConstantSlowdown : ISlowdownPredictor, ICatalogued<ConstantSlowdown, ISlowdownPredictor>
{
    private double _count;
    private double _mean = 1;

    /// <inheritdoc/>
    public static string Name => "constant";

    /// <inheritdoc/>
    public static string Description => "the mean slowdown so far, whatever runs";

    /// <inheritdoc/>
    public bool LearnsOnline => true;

    /// <inheritdoc/>
    public static ISlowdownPredictor Create(Settings settings) => new ConstantSlowdown();

    /// <inheritdoc/>
    public double Predict(in Colocation colocation) => _mean;

    /// <inheritdoc/>
    public void Observe(in Colocation colocation, double slowdown)
    {
        var observed = Limits.Observed(slowdown);
        _count++;
        _mean += (observed - _mean) / _count;
    }

    /// <inheritdoc/>
    public ISlowdownPredictor Copy() => new ConstantSlowdown { _count = _count, _mean = _mean };

    /// <inheritdoc/>
    public PredictorState Save() =>
        new(Name, [], new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal) { ["count"] = [_count], ["mean"] = [_mean] });

    /// <inheritdoc/>
    public void Restore(PredictorState state)
    {
        var saved = SavedNumbers.Of(state, Name);
        (_count, _mean) = (saved.One("count"), saved.One("mean"));
    }
}
