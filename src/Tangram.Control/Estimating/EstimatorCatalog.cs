using Tangram.Core.Catalogs;

namespace Tangram.Control.Estimating;

/// <summary>The one place that lists every estimator. A new one adds a file and a line here.</summary>
public static class EstimatorCatalog
{
    /// <summary>Estimators of the demand.</summary>
    public static Catalog<IDemandEstimator> Demand { get; } = new Catalog<IDemandEstimator>("demand estimator")
        .Add<ChangeDemand>()
        .Add<EwmaDemand>()
        .Add<MeanDemand>();
}
