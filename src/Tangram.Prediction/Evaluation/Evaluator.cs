using Tangram.Prediction.Bounds;
using Tangram.Prediction.Observations;

namespace Tangram.Prediction.Evaluation;

/// <summary>Trains a model on some batches and tests it on others.</summary>
/// <remarks>
/// Every batch is predicted with what was learned from those before it, then learned from: in training always, in the test only where the setup says so and
/// the predictor learns online. A bound is calibrated by the same batches that its predictor learns from.
/// </remarks>
public static class Evaluator
{
    private const int BatchesBetweenReports = 1024;

    /// <summary>Evaluates.</summary>
    /// <param name="setup">What is evaluated; its predictor is taught by it.</param>
    /// <param name="division">What it is trained and tested on.</param>
    /// <param name="progress">Told the share done, from 0 to 1, now and then; null where nobody asks.</param>
    /// <param name="cancellation">Breaks it off.</param>
    public static EvaluationResult Run(EvaluationSetup setup, Division division, Action<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(division);
        var bound = new SlowdownBound(setup.Predictor, setup.Coverage);
        var colocations = new ObservedColocation(setup.Signal);
        var isOnline = setup.Predictor.LearnsOnline;
        var convergence = new Convergence();
        var learning = new PartTally(0, division.Training.Count);
        foreach (var observation in Watched(division.Training, 0, division, progress, cancellation))
        {
            var colocation = colocations.Of(observation);
            var forecast = bound.Predict(colocation);
            learning.Add(forecast, observation.Slowdown);
            convergence.Add(ErrorTally.ErrorOf(forecast, observation.Slowdown));
            bound.Observe(colocation, observation.Slowdown);
        }

        var test = new TestTally(division.Training.Count, division.Test.Count);
        foreach (var observation in Watched(division.Test, division.Training.Count, division, progress, cancellation))
        {
            var colocation = colocations.Of(observation);
            var forecast = bound.Predict(colocation);
            test.Add(observation, forecast);
            if (isOnline && setup.LearnsInTest)
            {
                convergence.Add(ErrorTally.ErrorOf(forecast, observation.Slowdown));
                bound.Observe(colocation, observation.Slowdown);
            }
        }

        return test.Result(setup, isOnline ? convergence.Updates() : null, isOnline ? learning.Figures() : []);
    }

    private static IEnumerable<Observation> Watched(IReadOnlyList<Observation> observations, int before, Division division, Action<double>? progress, CancellationToken cancellation)
    {
        var all = (double)division.Training.Count + division.Test.Count;
        for (var i = 0; i < observations.Count; i++)
        {
            if (i % BatchesBetweenReports == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Invoke((before + i) / all);
            }

            yield return observations[i];
        }
    }
}
