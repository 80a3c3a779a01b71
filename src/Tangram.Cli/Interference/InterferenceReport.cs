using Tangram.Prediction.Evaluation;

namespace Tangram.Cli.Interference;

/// <summary>What came of an evaluation of interference models.</summary>
/// <param name="Version">The format's version.</param>
/// <param name="Observations">The file, as the user named it.</param>
/// <param name="Batches">Batches in it.</param>
/// <param name="TrainedOn">What was trained on, in words.</param>
/// <param name="Training">Batches of it.</param>
/// <param name="TestedOn">What was tested on, in words.</param>
/// <param name="Test">Batches of it.</param>
/// <param name="LearnsInTest">Whether models that learn online learned from each batch of the test, once it was predicted.</param>
/// <param name="LearnFrom">The signal that models learned through; null where it is each time the one they predicted through.</param>
/// <param name="CoverageAsked">The share of batches that bounds were to cover.</param>
/// <param name="Models">Each model with each signal, in the order asked.</param>
internal sealed record InterferenceReport(
    int Version, string Observations, int Batches, string TrainedOn, int Training, string TestedOn, int Test, bool LearnsInTest, string? LearnFrom, double CoverageAsked, IReadOnlyList<ModelFigures> Models);
