using Tangram.Prediction.Observations;

namespace Tangram.Prediction.Evaluation;

/// <summary>Observations to train on and others to test on, both in the order of the file.</summary>
/// <param name="Training">What is trained on; at least <see cref="Divisions.LeastTraining"/>.</param>
/// <param name="Test">What is tested on; at least 1.</param>
/// <param name="TrainedOn">What the training is, in words.</param>
/// <param name="TestedOn">What the test is, in words.</param>
public sealed record Division(IReadOnlyList<Observation> Training, IReadOnlyList<Observation> Test, string TrainedOn, string TestedOn);
