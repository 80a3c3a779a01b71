using Tangram.Core.Catalogs;

namespace Tangram.Prediction.Signals;

/// <summary>The one place that lists every signal of a changing co-location. A new one adds a file and a line here.</summary>
public static class SignalCatalog
{
    /// <summary>Signals.</summary>
    public static Catalog<IColocationSignal> Signals { get; } = new Catalog<IColocationSignal>("co-location signal")
        .Add<StaticSignal>()
        .Add<EwmaSignal>()
        .Add<OverlapSignal>()
        .Add<ExpectedSignal>();
}
