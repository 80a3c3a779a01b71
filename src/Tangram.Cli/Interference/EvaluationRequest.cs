using Tangram.Prediction.Evaluation;

namespace Tangram.Cli.Interference;

/// <summary>What the user asks to be evaluated.</summary>
/// <param name="File">The file of observations.</param>
/// <param name="Models">The models.</param>
/// <param name="Signals">The signals.</param>
/// <param name="LearnFrom">The signal that models learn through; null for the one they predict through.</param>
/// <param name="Saved">A file with a predictor that was fitted before, which is tested as well; null for none.</param>
/// <param name="Drift">What is otherwise in the test; null for a split.</param>
/// <param name="Split">The share to train on where there is no drift.</param>
/// <param name="LearnsInTest">Whether models that learn online learn from the test.</param>
/// <param name="Coverage">The share of batches that bounds are to cover.</param>
internal sealed record EvaluationRequest(
    string File, IReadOnlyList<NamedChoice> Models, IReadOnlyList<NamedChoice> Signals, NamedChoice? LearnFrom, string? Saved, Drift? Drift, double Split, bool LearnsInTest, double Coverage);
