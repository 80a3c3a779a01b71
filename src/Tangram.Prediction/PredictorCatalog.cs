using Tangram.Core.Catalogs;
using Tangram.Prediction.Predictors;

namespace Tangram.Prediction;

/// <summary>The one place that lists every slowdown predictor. A new one adds a file and a line here.</summary>
public static class PredictorCatalog
{
    /// <summary>Slowdown predictors.</summary>
    public static Catalog<ISlowdownPredictor> Predictors { get; } = new Catalog<ISlowdownPredictor>("slowdown predictor")
        .Add<NoSlowdown>()
        .Add<ConstantSlowdown>()
        .Add<OfflineLinear>()
        .Add<GradientLinear>()
        .Add<RecursiveLinear>()
        .Add<AdaptiveSlowdown>();
}
