using System.Text.Json.Serialization;
using Tangram.Prediction.Bounds;
using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Serving;

/// <summary>What predicts, by the names and settings that users write.</summary>
public sealed record PredictionChoice
{
    /// <summary>The predictor; <c>none</c> unless given.</summary>
    public string Predictor { get; init; } = "none";

    /// <summary>The signal; <c>overlap</c> unless given, which before the fact is the overlap expected.</summary>
    public string Signal { get; init; } = "overlap";

    /// <summary>Share of slowdowns that the bound is to hold for, from 0.5 to 0.999; 0.9 unless given.</summary>
    public double Coverage { get; init; } = 0.9;

    /// <summary>Whether anything is predicted.</summary>
    [JsonIgnore]
    public bool IsAny => Predictor is not "none";

    /// <summary>A predictor that has seen nothing yet, with its bound.</summary>
    /// <exception cref="ArgumentException">No predictor has the name; the message lists those there are.</exception>
    /// <exception cref="FormatException">A setting is not known to it, or not as it should be.</exception>
    public SlowdownBound CreateBound() => new(PredictorCatalog.Predictors.Create(Predictor), Coverage);

    /// <summary>The signal.</summary>
    /// <exception cref="ArgumentException">No signal has the name; the message lists those there are.</exception>
    /// <exception cref="FormatException">A setting is not known to it, or not as it should be.</exception>
    public IColocationSignal CreateSignal() => SignalCatalog.Signals.Create(Signal);
}
