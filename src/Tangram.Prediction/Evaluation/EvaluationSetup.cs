using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Evaluation;

/// <summary>What is evaluated.</summary>
/// <param name="Model">What the model is called in the figures.</param>
/// <param name="SignalName">What the signal is called in the figures.</param>
/// <param name="Predictor">The model; learns from the evaluation.</param>
/// <param name="Signal">How co-runners count where it predicts, and where it learns unless <see cref="LearningSignal"/> says otherwise.</param>
/// <param name="Coverage">The share of batches that shall not exceed the bound, from 0.5 to 0.999.</param>
/// <param name="LearnsInTest">Whether a bound, and a predictor that learns online, learn from each batch of the test, once that is predicted.</param>
public sealed record EvaluationSetup(string Model, string SignalName, ISlowdownPredictor Predictor, IColocationSignal Signal, double Coverage, bool LearnsInTest)
{
    /// <summary>How co-runners count where it learns, which is after the fact; null for as where it predicts.</summary>
    public IColocationSignal? LearningSignal { get; init; }

    /// <summary>Whether the predictor was fitted before, so that one that does not learn online is not fitted again.</summary>
    public bool IsFitted { get; init; }
}
